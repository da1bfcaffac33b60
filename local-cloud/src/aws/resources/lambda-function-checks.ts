import type { Complaint } from "../../terraform/resource-handler.ts";
import { block, number, text, textMap, texts } from "../attribute-values.ts";
import { all, among, matches, notEmulated, oneRegion, within, wrong } from "./checks.ts";
import type { Check } from "./checks.ts";

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html: what AWS takes, and of that what runs here.
const RUNTIMES = [
  "dotnet8",
  "dotnet10",
  "java8.al2",
  "java11",
  "java17",
  "java21",
  "java25",
  "nodejs20.x",
  "nodejs22.x",
  "nodejs24.x",
  "provided.al2",
  "provided.al2023",
  "python3.10",
  "python3.11",
  "python3.12",
  "python3.13",
  "python3.14",
  "ruby3.2",
  "ruby3.3",
  "ruby3.4",
];

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const MAX_ENVIRONMENT_BYTES = 4_096;

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
const RESERVED = [
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SECRET_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
];

const runtime: Check = (config) => {
  const value = text(config, "runtime");
  if (value === undefined) return [];
  if (!RUNTIMES.includes(value)) return [wrong("runtime", value, `one of ${RUNTIMES.join(", ")}`)];
  if (value.startsWith("nodejs")) return [];
  return [
    {
      summary: `${value} is not emulated`,
      detail: "The local cloud runs nodejs functions only.",
      path: ["runtime"],
    },
  ];
};

const required: Check = (config) =>
  ["handler", "runtime"]
    .filter((name) => text(config, "image_uri") === undefined && config[name] === null)
    .map((name) => ({ summary: `${name} must be set when package_type is Zip`, path: [name] }));

const environment: Check = (config) => {
  const variables = textMap(block(config, "environment") ?? {}, "variables");
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  const tooLarge =
    bytes > MAX_ENVIRONMENT_BYTES
      ? [
          complaint(
            `the environment variables have ${bytes} bytes as JSON; Lambda takes ${MAX_ENVIRONMENT_BYTES}`,
          ),
        ]
      : [];
  return [...tooLarge, ...Object.keys(variables).flatMap(variableName)];
};

const reservedConcurrency: Check = (config) => {
  const value = number(config, "reserved_concurrent_executions");
  return value === undefined || value >= -1
    ? []
    : [wrong("reserved_concurrent_executions", value, "-1 or more")];
};

const architectures: Check = (config) =>
  texts(config, "architectures").flatMap((one) =>
    ["arm64", "x86_64"].includes(one) ? [] : [wrong("architectures", one, "arm64 or x86_64")],
  );

/** What AWS would refuse of a function, and what cannot run here. */
export const checkLambdaFunction: Check = all(
  matches("function_name", /^[\w-]{1,64}$/, "1 to 64 letters, digits, hyphens and underscores"),
  matches("handler", /^[^\s]{1,128}$/, "1 to 128 characters without white space, as file.export"),
  matches("description", /^.{0,256}$/s, "at most 256 characters"),
  matches("role", /^arn:aws:iam::\d{12}:role\/.+$/, "the ARN of a role"),
  among("package_type", ["Image", "Zip"]),
  within("memory_size", 128, 10_240),
  within("timeout", 1, 900),
  runtime,
  required,
  environment,
  reservedConcurrency,
  architectures,
  notEmulated(
    "dead_letter_config",
    "file_system_config",
    "image_uri",
    "layers",
    "s3_bucket",
    "snap_start",
    "vpc_config",
  ),
  oneRegion,
);

function variableName(name: string): Complaint[] {
  if (!/^[A-Za-z]\w+$/.test(name))
    return [complaint(`${name} is no name of a variable: expected letters, digits and underscores`)];
  return RESERVED.includes(name) ? [complaint(`${name} is set by Lambda itself and must not be set`)] : [];
}

function complaint(detail: string): Complaint {
  return { summary: "invalid environment", detail, path: ["environment"] };
}
