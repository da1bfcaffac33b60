import { textMap, texts, text, block } from "../arm/attributes.ts";
import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";
import { between, complaint, judge, matching, notEmulated, oneOf } from "./rules.ts";

/** Settings that Flex Consumption refuses (https://learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-considerations). */
const REFUSED_SETTINGS = [
  "ENABLE_ORYX_BUILD",
  "FUNCTIONS_EXTENSION_VERSION",
  "FUNCTIONS_MAX_HTTP_CONCURRENCY",
  "FUNCTIONS_WORKER_PROCESS_COUNT",
  "FUNCTIONS_WORKER_RUNTIME",
  "FUNCTIONS_WORKER_RUNTIME_VERSION",
  "SCM_DO_BUILD_DURING_DEPLOYMENT",
  "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
  "WEBSITE_CONTENTSHARE",
  "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
  "WEBSITE_NODE_DEFAULT_VERSION",
  "WEBSITE_RUN_FROM_PACKAGE",
];

const STORAGE_AUTHENTICATION = [
  "StorageAccountConnectionString",
  "SystemAssignedIdentity",
  "UserAssignedIdentity",
];
const MEMORY_MB = [512, 2048, 4096];

/** What Azure would refuse of a Flex Consumption app. */
export function validateFunctionApp(config: Attributes): Complaint[] {
  return [
    ...judge(config, [
      matching(
        "name",
        /^(?=.{2,60}$)[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/,
        "2 to 60 letters, digits and hyphens, no hyphen at the ends",
      ),
      oneOf("runtime_name", ["node"]),
      oneOf("runtime_version", ["20", "22"]),
      oneOf("storage_container_type", ["blobContainer"]),
      oneOf("storage_authentication_type", STORAGE_AUTHENTICATION),
      between("maximum_instance_count", 1, 1000),
      ...["auth_settings", "auth_settings_v2", "always_ready", "connection_string"].map(notEmulated),
    ]),
    ...memoryComplaints(config["instance_memory_in_mb"]),
    ...settingComplaints(Object.keys(textMap(config, "app_settings"))),
    ...storageComplaints(config),
  ];
}

function memoryComplaints(memory: unknown): Complaint[] {
  if (typeof memory !== "number" || MEMORY_MB.includes(memory)) return [];
  return [complaint("instance_memory_in_mb", `one of ${MEMORY_MB.join(", ")}`, memory)];
}

function settingComplaints(names: readonly string[]): Complaint[] {
  return names.flatMap((name) => {
    if (REFUSED_SETTINGS.includes(name))
      return [{ summary: `Flex Consumption refuses the setting ${name}`, path: ["app_settings"] }];
    return /^[A-Za-z0-9_.:]+$/.test(name)
      ? []
      : [complaint("app_settings", "names of letters, digits, dots, colons and underscores", name)];
  });
}

function storageComplaints(config: Attributes): Complaint[] {
  const type = text(config, "storage_authentication_type");
  const identity = text(config, "storage_user_assigned_identity_id");
  const assignment = block(config, "identity");
  if (type !== "UserAssignedIdentity" || identity === undefined || !assignment) return [];
  const assigned = texts(assignment, "identity_ids");
  const known = Array.isArray(assignment["identity_ids"]) && assigned.length > 0;
  if (!known || assigned.some((id) => id.toLowerCase() === identity.toLowerCase())) return [];
  return [
    complaint("storage_user_assigned_identity_id", "an identity that is assigned to the app", identity),
  ];
}
