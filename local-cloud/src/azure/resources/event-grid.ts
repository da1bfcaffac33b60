import { block, blocks, requiredText, text, texts } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { resourceId } from "../arm/ids.ts";
import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { withPrincipals } from "./identity-block.ts";
import { between, complaint, judge, matching, notEmulated, oneOf } from "./rules.ts";

const KIND = "Microsoft.EventGrid/systemTopics";
const NAME = /^[A-Za-z0-9-]{3,64}$/;
const NAME_WORDS = "3 to 64 letters, digits and hyphens";
const HUB_EVENTS = [
  "DeviceTelemetry",
  "DeviceCreated",
  "DeviceDeleted",
  "DeviceConnected",
  "DeviceDisconnected",
].map((one) => `Microsoft.Devices.${one}`);
const OTHER_ENDPOINTS = [
  "azure_function_endpoint",
  "eventhub_endpoint_id",
  "hybrid_connection_endpoint_id",
  "service_bus_queue_endpoint_id",
  "service_bus_topic_endpoint_id",
  "webhook_endpoint",
];

/** `azurerm_eventgrid_system_topic` on an IoT hub. */
export function eventGridSystemTopic({ inventory, newId }: AzureContext): AzureResource {
  const sourceOf = (planned: Attributes): string =>
    text(planned, "source_resource_id") ?? requiredText(planned, "source_arm_resource_id");
  return armResource(inventory, {
    type: "azurerm_eventgrid_system_topic",
    requiresReplace: [
      "name",
      "resource_group_name",
      "location",
      "source_resource_id",
      "source_arm_resource_id",
      "topic_type",
    ],
    validate: (config) =>
      judge(config, [
        matching("name", /^[A-Za-z0-9-]{3,128}$/, "3 to 128 letters, digits and hyphens"),
        oneOf("topic_type", ["Microsoft.Devices.IoTHubs"]),
      ]),
    id: (planned) => idIn(planned, KIND),
    parents: (planned) => [...inGroup(planned), sourceOf(planned)],
    computed(planned) {
      const source = sourceOf(planned);
      const other = inventory
        .ofType("azurerm_eventgrid_system_topic")
        .find(
          ({ attributes }) => text(attributes, "source_resource_id")?.toLowerCase() === source.toLowerCase(),
        );
      if (other)
        throw new Error(`400: only one system topic is allowed per source; ${other.id} stands on ${source}`);
      const metric = newId();
      return {
        source_resource_id: source,
        source_arm_resource_id: source,
        metric_resource_id: metric,
        metric_arm_resource_id: metric,
        ...withPrincipals(planned, { newId }),
      };
    },
    change: ({ prior, next }) => Promise.resolve(withPrincipals(next, { newId, prior })),
  });
}

/** `azurerm_eventgrid_system_topic_event_subscription` that delivers to a Storage queue. */
export function eventSubscription({ inventory }: AzureContext): AzureResource {
  const topicId = (planned: Attributes): string =>
    resourceId(requiredText(planned, "resource_group_name"), KIND, requiredText(planned, "system_topic"));
  return armResource(inventory, {
    type: "azurerm_eventgrid_system_topic_event_subscription",
    requiresReplace: ["name", "resource_group_name", "system_topic", "event_delivery_schema"],
    defaults: { event_delivery_schema: "EventGridSchema", included_event_types: [...HUB_EVENTS] },
    validate: (config) => [
      ...judge(config, [
        matching("name", NAME, NAME_WORDS),
        oneOf("event_delivery_schema", ["EventGridSchema", "CloudEventSchemaV1_0", "CustomInputSchema"]),
        ...[...OTHER_ENDPOINTS, "advanced_filter", "delivery_property", "expiration_time_utc"].map(
          notEmulated,
        ),
      ]),
      ...schemaComplaints(config),
      ...judge(block(config, "retry_policy") ?? {}, [
        between("max_delivery_attempts", 1, 30),
        between("event_time_to_live", 1, 1440),
      ]),
      ...texts(config, "included_event_types")
        .filter((type) => !HUB_EVENTS.includes(type))
        .map((type) =>
          complaint("included_event_types", `events of IoT Hub: ${HUB_EVENTS.join(", ")}`, type),
        ),
    ],
    id: (planned) => `${topicId(planned)}/eventSubscriptions/${requiredText(planned, "name")}`,
    parents: (planned) => [topicId(planned), ...destinationAccounts(planned)],
    computed(planned) {
      if (!block(planned, "storage_queue_endpoint"))
        throw new Error(
          "exactly one endpoint must be given; the local cloud emulates storage_queue_endpoint",
        );
      return {};
    },
  });
}

function destinationAccounts(planned: Attributes): string[] {
  return ["storage_queue_endpoint", "storage_blob_dead_letter_destination"]
    .flatMap((name) => blocks(planned, name))
    .map((one) => requiredText(one, "storage_account_id"));
}

function schemaComplaints(config: Attributes): Complaint[] {
  const schema = text(config, "event_delivery_schema");
  if (schema === undefined || schema === "EventGridSchema") return [];
  return [
    {
      summary: `event_delivery_schema ${schema} is not emulated by the local cloud`,
      path: ["event_delivery_schema"],
    },
  ];
}
