import { block, flag, requiredText } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { resourceId } from "../arm/ids.ts";
import { telemetryEvent } from "../event-grid/event-grid-event.ts";
import type { Endpoint } from "../http/https-endpoint.ts";
import { newKey } from "../iot-hub/device-registry.ts";
import { DEFAULT_POLICIES, hubPolicy } from "../iot-hub/hub-policies.ts";
import { createHubListener } from "../iot-hub/hub-listener.ts";
import { createMqttBroker } from "../iot-hub/mqtt-broker.ts";
import { createRegistryApi } from "../iot-hub/registry-api.ts";
import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { between, judge, matching, notEmulated, oneOf } from "./rules.ts";

const KIND = "Microsoft.Devices/iotHubs";
const SKUS = ["B1", "B2", "B3", "F1", "S1", "S2", "S3"];

/** `azurerm_iothub` with its MQTT and registry service, and how to stop the services of all hubs. */
export function iotHub(context: AzureContext): { resource: AzureResource; close(): Promise<void> } {
  const { inventory, services, devices } = context;
  const running = new Map<string, () => Promise<void>>();
  const portName = (name: string): string => `iot-hub-${name}`;
  const hostnameOf = async (name: string): Promise<string> =>
    `localhost:${await services.port(portName(name))}`;

  const resource = armResource(inventory, {
    type: "azurerm_iothub",
    requiresReplace: ["name", "resource_group_name", "location"],
    validate: (config) => [
      ...judge(config, [
        matching(
          "name",
          /^(?=.{3,50}$)[A-Za-z0-9-]*[A-Za-z0-9]$/,
          "3 to 50 letters, digits and hyphens, not ending in a hyphen",
        ),
        oneOf("min_tls_version", ["1.2"]),
        between("event_hub_partition_count", 2, 128),
        between("event_hub_retention_in_days", 1, 7),
        notEmulated("network_rule_set"),
        notEmulated("file_upload"),
      ]),
      ...judge(block(config, "sku") ?? {}, [oneOf("name", SKUS), between("capacity", 1, 200)]),
    ],
    id: (planned) => idIn(planned, KIND),
    parents: inGroup,
    async computed(planned) {
      const name = requiredText(planned, "name");
      if (inventory.named("azurerm_iothub", name))
        throw new Error(`409 Conflict: the IoT hub name ${name} is not available`);
      return {
        hostname: await hostnameOf(name),
        type: "Microsoft.Devices/IotHubs",
        shared_access_policy: ownPolicies(),
      };
    },
    async start(attributes) {
      const name = requiredText(attributes, "name");
      running.set(name, await startHub(context, attributes, await services.port(portName(name))));
    },
    async stop(attributes) {
      const name = requiredText(attributes, "name");
      await running.get(name)?.();
      running.delete(name);
      await devices.dropHub(name);
      await services.releasePort(portName(name));
    },
  });
  return {
    resource,
    close: async () => void (await Promise.all([...running.values()].map((stop) => stop()))),
  };
}

async function startHub(
  context: AzureContext,
  attributes: Attributes,
  port: number,
): Promise<() => Promise<void>> {
  const { inventory, devices, eventGrid, services, now } = context;
  const hub = requiredText(attributes, "name");
  const hubId = requiredText(attributes, "id");
  const hostname = `localhost:${port}`;
  const policy = (name: string): ReturnType<typeof hubPolicy> => hubPolicy(inventory, hub, name);
  const broker = await createMqttBroker({
    hostname,
    device: (deviceId) => devices.get(hub, deviceId),
    policy,
    accept: (message) => eventGrid.publish(hubId, telemetryEvent(message, { hubId, now: now() })),
    report: (problem) => services.functionLog.write("iot-hub", `${hub}: ${problem}`),
    now,
  });
  const registry = createRegistryApi({
    hub,
    hostname,
    registry: devices,
    policy,
    disconnect: (deviceId) => broker.disconnect(deviceId),
    now,
  });
  const endpoint: Endpoint = await createHubListener({ port, tls: services.tls, broker, handle: registry });
  return async () => {
    await broker.close();
    await endpoint.close();
  };
}

/** `azurerm_iothub_shared_access_policy`. */
export function iotHubPolicy({ inventory, services }: AzureContext): AzureResource {
  const hubId = (planned: Attributes): string =>
    resourceId(requiredText(planned, "resource_group_name"), KIND, requiredText(planned, "iothub_name"));
  return armResource(inventory, {
    type: "azurerm_iothub_shared_access_policy",
    requiresReplace: ["name", "resource_group_name", "iothub_name"],
    validate: (config) => [
      ...judge(config, [matching("name", /^[A-Za-z0-9!._-]{1,64}$/, "1 to 64 letters, digits and ! . _ -")]),
      ...permissionComplaints(config),
    ],
    id: (planned) => `${hubId(planned)}/iotHubKeys/${requiredText(planned, "name")}`,
    parents: (planned) => [hubId(planned)],
    async computed(planned) {
      const [primary, secondary] = [newKey(), newKey()];
      const hostname = `localhost:${await services.port(`iot-hub-${requiredText(planned, "iothub_name")}`)}`;
      const connection = (key: string): string =>
        `HostName=${hostname};SharedAccessKeyName=${requiredText(planned, "name")};SharedAccessKey=${key}`;
      return {
        primary_key: primary,
        secondary_key: secondary,
        primary_connection_string: connection(primary),
        secondary_connection_string: connection(secondary),
      };
    },
  });
}

function permissionComplaints(config: Attributes): Complaint[] {
  const names = ["registry_read", "registry_write", "service_connect", "device_connect"];
  if (names.some((name) => config[name] === undefined)) return [];
  if (!names.some((name) => flag(config, name)))
    return [{ summary: `at least one of ${names.join(", ")} must be true` }];
  if (!flag(config, "registry_write") || flag(config, "registry_read")) return [];
  return [{ summary: "registry_write needs registry_read", path: ["registry_write"] }];
}

function ownPolicies(): Attributes[] {
  return Object.entries(DEFAULT_POLICIES).map(([key_name, permissions]) => ({
    key_name,
    permissions: permissions.join(", "),
    primary_key: newKey(),
    secondary_key: newKey(),
  }));
}
