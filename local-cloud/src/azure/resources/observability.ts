import { randomBytes } from "node:crypto";
import { requiredText } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { between, judge, matching, oneOf } from "./rules.ts";

const WORKSPACE_SKUS = [
  "PerGB2018",
  "CapacityReservation",
  "LACluster",
  "PerNode",
  "Premium",
  "Standalone",
  "Standard",
  "Unlimited",
];
const APPLICATION_TYPES = ["ios", "java", "MobileCenter", "Node.JS", "other", "phone", "store", "web"];
const RETENTION_DAYS = [30, 60, 90, 120, 180, 270, 365, 550, 730];

/** `azurerm_log_analytics_workspace`: kept as a record; log lines are in the daemon's log. */
export function logAnalyticsWorkspace({ inventory, newId }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_log_analytics_workspace",
    requiresReplace: ["name", "resource_group_name", "location"],
    defaults: { sku: "PerGB2018", retention_in_days: 30 },
    validate: (config) =>
      judge(config, [
        matching("name", /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/, "4 to 63 letters, digits and hyphens"),
        oneOf("sku", WORKSPACE_SKUS),
        between("retention_in_days", 30, 730),
      ]),
    id: (planned) => idIn(planned, "Microsoft.OperationalInsights/workspaces"),
    parents: inGroup,
    computed: () => ({ workspace_id: newId(), primary_shared_key: key(), secondary_shared_key: key() }),
  });
}

/** `azurerm_application_insights`: kept as a record. */
export function applicationInsights({ inventory, newId }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_application_insights",
    requiresReplace: ["name", "resource_group_name", "location", "application_type"],
    validate: (config) => [
      ...judge(config, [
        oneOf("application_type", APPLICATION_TYPES),
        between("sampling_percentage", 0, 100),
      ]),
      ...unknownRetention(config["retention_in_days"]),
    ],
    id: (planned) => idIn(planned, "Microsoft.Insights/components"),
    parents: (planned) => [
      ...inGroup(planned),
      ...(typeof planned["workspace_id"] === "string" ? [planned["workspace_id"]] : []),
    ],
    computed() {
      const instrumentationKey = newId();
      const appId = newId();
      return {
        app_id: appId,
        instrumentation_key: instrumentationKey,
        connection_string: `InstrumentationKey=${instrumentationKey};IngestionEndpoint=https://localhost/;ApplicationId=${appId}`,
      };
    },
  });
}

/** `azurerm_monitor_diagnostic_setting`: kept as a record. */
export function monitorDiagnosticSetting({ inventory }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_monitor_diagnostic_setting",
    requiresReplace: ["name", "target_resource_id"],
    id: (planned) => `${requiredText(planned, "target_resource_id")}|${requiredText(planned, "name")}`,
    parents: (planned) => [requiredText(planned, "target_resource_id")],
  });
}

function unknownRetention(days: unknown): { summary: string; detail: string; path: string[] }[] {
  if (typeof days !== "number" || RETENTION_DAYS.includes(days)) return [];
  return [
    {
      summary: "invalid retention_in_days",
      detail: `expected one of ${RETENTION_DAYS.join(", ")}, found ${days}`,
      path: ["retention_in_days"],
    },
  ];
}

function key(): string {
  return randomBytes(64).toString("base64");
}
