import type { FunctionStatus } from "../../daemon/cloud-module.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { roleAssignment, userAssignedIdentity } from "./access.ts";
import type { AzureContext } from "./context.ts";
import { cosmosRoleAssignment, cosmosRoleDefinition } from "./cosmos-access.ts";
import { cosmosContainer, cosmosDatabase } from "./cosmos-containers.ts";
import { cosmosAccount } from "./cosmos.ts";
import { eventGridSystemTopic, eventSubscription } from "./event-grid.ts";
import { functionApps } from "./function-app.ts";
import { resourceGroup } from "./groups.ts";
import { iotHub, iotHubPolicy } from "./iot-hub.ts";
import { applicationInsights, logAnalyticsWorkspace, monitorDiagnosticSetting } from "./observability.ts";
import { servicePlan } from "./service-plan.ts";
import { storageAccount, storageContainer, storageManagementPolicy, storageQueue } from "./storage.ts";

/** All resource types, and what runs because of them. */
export interface AzureResources {
  readonly all: readonly AzureResource[];
  functions(): readonly FunctionStatus[];
  close(): Promise<void>;
}

/** Makes the resource types on a context. */
export function createResources(context: AzureContext): AzureResources {
  const apps = functionApps(context);
  const hub = iotHub(context);
  const cosmos = cosmosAccount(context);
  return {
    all: [
      resourceGroup(context),
      storageAccount(context),
      storageContainer(context),
      storageQueue(context),
      storageManagementPolicy(context),
      logAnalyticsWorkspace(context),
      applicationInsights(context),
      monitorDiagnosticSetting(context),
      userAssignedIdentity(context),
      roleAssignment(context),
      servicePlan(context),
      apps.resource,
      hub.resource,
      iotHubPolicy(context),
      eventGridSystemTopic(context),
      eventSubscription(context),
      cosmos.resource,
      cosmosDatabase(context),
      cosmosContainer(context),
      cosmosRoleDefinition(context),
      cosmosRoleAssignment(context),
    ],
    functions: () => apps.status(),
    async close() {
      await hub.close();
      await apps.close();
      await cosmos.close();
    },
  };
}
