import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";
import { block, number, text, textMap } from "../attributes.ts";
import { labelComplaints, notEmulated, unlessMatches, unlessOneOf, unlessWithin } from "./resource.ts";

const NAME = {
  pattern: /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  expected: "1 to 63 lower-case letters, digits and hyphens, beginning with a letter",
};
const RUNTIMES = ["nodejs18", "nodejs20", "nodejs22", "nodejs24"];
const INGRESS = ["ALLOW_ALL", "ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB"];
const MEMORY = { pattern: /^\d+(?:\.\d+)?(?:k|M|G|Ki|Mi|Gi)?$/, expected: "an amount as 256M or 512Mi" };

/** https://cloud.google.com/functions/docs/configuring/env-var#reserved_environment_variables_set_automatically */
const RESERVED_VARIABLES = [
  "FUNCTION_TARGET",
  "FUNCTION_SIGNATURE_TYPE",
  "K_SERVICE",
  "K_REVISION",
  "K_CONFIGURATION",
  "PORT",
];

/** What Cloud Functions would refuse, and what the local cloud does not emulate. */
export function functionComplaints(config: Attributes): Complaint[] {
  return [
    ...unlessMatches(config, "name", NAME),
    ...labelComplaints(config),
    ...notEmulated(config, ["event_trigger", "kms_key_name"]),
    ...within("build_config", buildComplaints(block(config, "build_config") ?? {})),
    ...within("service_config", serviceComplaints(block(config, "service_config") ?? {})),
  ];
}

function buildComplaints(build: Attributes): Complaint[] {
  const runtime = text(build, "runtime");
  const foreign = runtime !== undefined && RUNTIMES.includes(runtime) && runtime !== "nodejs22";
  return [
    ...unlessOneOf(build, "runtime", RUNTIMES),
    ...(foreign
      ? [{ summary: `the local cloud runs functions on nodejs22, not on ${runtime}`, path: ["runtime"] }]
      : []),
    ...notEmulated(block(build, "source") ?? {}, ["repo_source"]),
  ];
}

function serviceComplaints(service: Attributes): Complaint[] {
  return [
    ...unlessOneOf(service, "ingress_settings", INGRESS),
    ...unlessMatches(service, "available_memory", MEMORY),
    ...unlessWithin(number(service, "timeout_seconds"), ["timeout_seconds"], [1, 3600]),
    ...unlessWithin(
      number(service, "max_instance_request_concurrency"),
      ["max_instance_request_concurrency"],
      [1, 1000],
    ),
    ...unlessWithin(number(service, "max_instance_count"), ["max_instance_count"], [1, 1000]),
    ...concurrencyComplaints(service),
    ...variableComplaints(service),
    ...notEmulated(service, ["secret_environment_variables", "secret_volumes", "vpc_connector"]),
  ];
}

/** https://cloud.google.com/run/docs/configuring/services/cpu#cpu-memory */
function concurrencyComplaints(service: Attributes): Complaint[] {
  const concurrency = number(service, "max_instance_request_concurrency") ?? 1;
  const cpu = cpuOf(text(service, "available_cpu"));
  if (concurrency <= 1 || cpu >= 1) return [];
  return [
    {
      summary: `max_instance_request_concurrency ${concurrency} needs available_cpu of at least 1, got ${cpu}`,
      path: ["max_instance_request_concurrency"],
    },
  ];
}

function cpuOf(value: string | undefined): number {
  if (value === undefined) return 0.1666;
  return value.endsWith("m") ? Number.parseFloat(value) / 1000 : Number.parseFloat(value);
}

function variableComplaints(service: Attributes): Complaint[] {
  return Object.keys(textMap(service, "environment_variables"))
    .filter(
      (name) =>
        RESERVED_VARIABLES.includes(name) ||
        name.startsWith("X_GOOGLE_") ||
        !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name),
    )
    .map((name) => ({
      summary: `the environment variable ${name} is reserved or not a valid name`,
      path: ["environment_variables"],
    }));
}

function within(name: string, complaints: readonly Complaint[]): Complaint[] {
  return complaints.map((complaint) => ({ ...complaint, path: [name, 0, ...(complaint.path ?? [])] }));
}
