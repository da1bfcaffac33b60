import { readFile } from "node:fs/promises";
import mqtt from "mqtt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Attributes } from "../terraform/resource-handler.ts";
import { block, requiredText } from "./arm/attributes.ts";
import { startTestCloud } from "./cloud.fixture.ts";
import type { TestCloud } from "./cloud.fixture.ts";
import { createSasToken } from "./iot-hub/sas-token.ts";
import { call, createTwin, CREDENTIAL } from "./twin.fixture.ts";
import type { TestTwin } from "./twin.fixture.ts";

// The thin path of a twin: device -> MQTT -> Event Grid -> queue -> function -> queue -> function -> Cosmos DB -> HTTP, by the real SDKs.

const APP = `
import { app } from "@azure/functions";
import { QueueClient } from "@azure/storage-queue";
import { CosmosClient } from "@azure/cosmos";
${CREDENTIAL}
const next = new QueueClient(process.env.NEXT_URL, credential);
const container = new CosmosClient({ endpoint: process.env.COSMOS_ENDPOINT, aadCredentials: credential }).database("twin").container("records");
app.storageQueue("dispatcher", { queueName: "%DISPATCHER_QUEUE%", connection: "HOPS", handler: async (event, context) => {
  const device_id = event.data.systemProperties["iothub-connection-device-id"];
  await next.sendMessage(Buffer.from(JSON.stringify({ device_id, body: event.data.body })).toString("base64"));
  console.log(JSON.stringify({ event: "received", count: 1, tries: context.triggerMetadata.dequeueCount }));
} });
app.storageQueue("persister", { queueName: "persister", connection: "HOPS", handler: async ({ device_id, body }, context) => {
  await container.items.create({ id: String(body.n), device_id, sort_key: String(body.n).padStart(6, "0"), properties: body });
  context.log(JSON.stringify({ event: "stored", count: 1 }));
} });
app.http("hot-reader", { methods: ["GET"], route: "hot-reader", handler: async (request) => {
  const spec = { query: "SELECT * FROM c WHERE c.device_id = @d AND c.sort_key >= @from ORDER BY c.sort_key DESC",
    parameters: [{ name: "@d", value: request.query.get("device_id") }, { name: "@from", value: "" }] };
  const { resources } = await container.items.query(spec, { partitionKey: request.query.get("device_id"), maxItemCount: 100 }).fetchAll();
  return { jsonBody: resources.map((one) => one.properties), headers: { "x-answer": "yes" } };
} });
`;

let cloud: TestCloud;
let twin: TestTwin;
let hub: Attributes;
let app: Attributes;
let registryPolicy: Attributes;

beforeAll(async () => {
  cloud = await startTestCloud();
  twin = await createTwin(cloud);
  hub = await createHub();
  const endpoint = await createHotStore();
  const dispatcher = await twin.queue("dispatcher");
  const persister = await twin.queue("persister");
  await subscribe(dispatcher);
  app = await twin.app(await cloud.zip(APP), {
    DISPATCHER_QUEUE: "dispatcher",
    NEXT_URL: requiredText(persister, "url"),
    COSMOS_ENDPOINT: endpoint,
  });
}, 60_000);

afterAll(() => cloud.close());

async function createHub(): Promise<Attributes> {
  const made = await cloud.create("azurerm_iothub", {
    name: "demo-hub",
    ...twin.place,
    sku: [{ name: "S1", capacity: 1 }],
  });
  registryPolicy = await cloud.create("azurerm_iothub_shared_access_policy", {
    name: "registry",
    resource_group_name: "demo",
    iothub_name: "demo-hub",
    registry_read: true,
    registry_write: true,
  });
  return made;
}

async function createHotStore(): Promise<string> {
  const account = await cloud.create("azurerm_cosmosdb_account", {
    name: "demo-hot",
    ...twin.place,
    offer_type: "Standard",
    local_authentication_disabled: true,
    capabilities: [{ name: "EnableServerless" }],
    consistency_policy: [{ consistency_level: "Strong" }],
    geo_location: [{ location: "westeurope", failover_priority: 0 }],
  });
  const inAccount = { resource_group_name: "demo", account_name: "demo-hot" };
  await cloud.create("azurerm_cosmosdb_sql_database", { name: "twin", ...inAccount });
  await cloud.create("azurerm_cosmosdb_sql_container", {
    name: "records",
    ...inAccount,
    database_name: "twin",
    partition_key_paths: ["/device_id"],
    partition_key_version: 2,
  });
  const id = requiredText(account, "id");
  const role = await cloud.create("azurerm_cosmosdb_sql_role_definition", {
    name: "app",
    ...inAccount,
    assignable_scopes: [id],
    permissions: [
      {
        data_actions: [
          "readMetadata",
          "sqlDatabases/containers/items/create",
          "sqlDatabases/containers/executeQuery",
        ].map((one) => `Microsoft.DocumentDB/databaseAccounts/${one}`),
      },
    ],
  });
  await cloud.create("azurerm_cosmosdb_sql_role_assignment", {
    ...inAccount,
    principal_id: requiredText(twin.identity, "principal_id"),
    role_definition_id: requiredText(role, "id"),
    scope: `${id}/dbs/twin/colls/records`,
  });
  return requiredText(account, "endpoint");
}

async function subscribe(queue: Attributes): Promise<void> {
  const topic = await cloud.create("azurerm_eventgrid_system_topic", {
    name: "demo-hub",
    ...twin.place,
    source_resource_id: requiredText(hub, "id"),
    topic_type: "Microsoft.Devices.IoTHubs",
    identity: [{ type: "SystemAssigned" }],
  });
  await cloud.create("azurerm_role_assignment", {
    scope: requiredText(queue, "id"),
    role_definition_name: "Storage Queue Data Message Sender",
    principal_id: requiredText(block(topic, "identity") ?? {}, "principal_id"),
  });
  await cloud.create("azurerm_eventgrid_system_topic_event_subscription", {
    name: "dispatcher",
    resource_group_name: "demo",
    system_topic: "demo-hub",
    included_event_types: ["Microsoft.Devices.DeviceTelemetry"],
    storage_queue_endpoint: [
      { storage_account_id: requiredText(twin.storage, "id"), queue_name: "dispatcher" },
    ],
    delivery_identity: [{ type: "SystemAssigned" }],
  });
}

async function register(deviceId: string): Promise<string> {
  const hostname = requiredText(hub, "hostname");
  const key = requiredText(registryPolicy, "primary_key");
  const authorization = createSasToken({ resource: hostname, key, policy: "registry", expiry: tomorrow() });
  const answer = await call(cloud, `https://${hostname}/devices/${deviceId}?api-version=2021-04-12`, {
    method: "PUT",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ deviceId, status: "enabled" }),
  });
  expect(answer.status).toBe(200);
  const device: { authentication: { symmetricKey: { primaryKey: string } } } = JSON.parse(
    await answer.text(),
  );
  return device.authentication.symmetricKey.primaryKey;
}

function tomorrow(): number {
  return Math.floor(Date.now() / 1000) + 86_400;
}

async function connect(deviceId: string, key: string): Promise<mqtt.MqttClient> {
  const hostname = requiredText(hub, "hostname");
  return mqtt.connectAsync(`mqtts://${hostname}`, {
    ca: await readFile(cloud.caFile),
    clientId: deviceId,
    username: `${hostname}/${deviceId}/?api-version=2021-04-12`,
    password: createSasToken({ resource: `${hostname}/devices/${deviceId}`, key, expiry: tomorrow() }),
    reconnectPeriod: 0,
  });
}

async function read(deviceId: string): Promise<{ n: number; text?: string }[]> {
  const url = `https://${requiredText(app, "default_hostname")}/api/hot-reader?device_id=${deviceId}`;
  const answer = await call(cloud, url);
  expect(answer.headers.get("x-answer")).toBe("yes");
  return JSON.parse(await answer.text());
}

test("what a device sends arrives in the hot store and is read back, and every function is counted", async () => {
  const device = await connect("pump", await register("pump"));
  const topic = "devices/pump/messages/events/$.ct=application%2Fjson&$.ce=utf-8";
  for (const n of [1, 2, 3])
    await device.publishAsync(topic, JSON.stringify({ n, text: "größer ☂" }), { qos: 1 });
  await device.endAsync();

  await vi.waitFor(async () => expect(await read("pump")).toHaveLength(3), {
    timeout: 20_000,
    interval: 100,
  });
  expect(await read("pump")).toEqual([3, 2, 1].map((n) => ({ n, text: "größer ☂" })));
  const status = Object.fromEntries(cloud.cloud.functions().map((one) => [one.name, one]));
  expect(status["demo-app/dispatcher"]).toEqual({ name: "demo-app/dispatcher", invocations: 3, errors: 0 });
  expect(status["demo-app/persister"]).toEqual({ name: "demo-app/persister", invocations: 3, errors: 0 });
  const log = (await cloud.services.forCloud("azure")).functionLog;
  expect(log.counters("demo-app/dispatcher")).toEqual({ received: 3 });
  expect(log.counters("demo-app/persister")).toEqual({ stored: 3 });
});
