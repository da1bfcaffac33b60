import { readFile } from "node:fs/promises";
import mqtt from "mqtt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { requiredText } from "../arm/attributes.ts";
import { startTestCloud } from "../cloud.fixture.ts";
import type { TestCloud } from "../cloud.fixture.ts";
import { call } from "../twin.fixture.ts";
import { createSasToken } from "./sas-token.ts";

let cloud: TestCloud;
let hostname: string;
let policyKey: string;
let ca: Buffer;
const key = Buffer.from("the key of a device").toString("base64");
const tomorrow = Math.floor(Date.now() / 1000) + 86_400;

beforeAll(async () => {
  cloud = await startTestCloud();
  ca = await readFile(cloud.caFile);
  await cloud.create("azurerm_resource_group", { name: "demo", location: "westeurope" });
  const hub = await cloud.create("azurerm_iothub", {
    name: "hub",
    resource_group_name: "demo",
    location: "westeurope",
    sku: [{ name: "S1", capacity: 1 }],
  });
  const policy = await cloud.create("azurerm_iothub_shared_access_policy", {
    name: "registry",
    resource_group_name: "demo",
    iothub_name: "hub",
    registry_read: true,
    registry_write: true,
  });
  hostname = requiredText(hub, "hostname");
  policyKey = requiredText(policy, "primary_key");
  expect(
    (
      await registry("PUT", "d1", {
        deviceId: "d1",
        authentication: { type: "sas", symmetricKey: { primaryKey: key } },
      })
    ).status,
  ).toBe(200);
}, 30_000);

afterAll(() => cloud.close());

function registry(method: string, id: string, body?: object): Promise<Response> {
  const authorization = createSasToken({
    resource: hostname,
    key: policyKey,
    policy: "registry",
    expiry: tomorrow,
  });
  const url = `https://${hostname}/devices/${id}?api-version=2021-04-12`;
  return call(cloud, url, {
    method,
    headers: { authorization },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function connect(options: mqtt.IClientOptions = {}): Promise<mqtt.MqttClient> {
  return mqtt.connectAsync(`mqtts://${hostname}`, {
    ca,
    clientId: "d1",
    username: `${hostname}/d1/?api-version=2021-04-12`,
    password: createSasToken({ resource: `${hostname}/devices/d1`, key, expiry: tomorrow }),
    reconnectPeriod: 0,
    ...options,
  });
}

test.each<[string, () => mqtt.IClientOptions]>([
  [
    "an expired token",
    () => ({ password: createSasToken({ resource: `${hostname}/devices/d1`, key, expiry: 1 }) }),
  ],
  [
    "the key of another",
    () => ({
      password: createSasToken({ resource: `${hostname}/devices/d1`, key: policyKey, expiry: tomorrow }),
    }),
  ],
  [
    "the token of another device",
    () => ({ password: createSasToken({ resource: `${hostname}/devices/d2`, key, expiry: tomorrow }) }),
  ],
  ["no api-version", () => ({ username: `${hostname}/d1/` })],
  ["another hub", () => ({ username: "other/d1/?api-version=2021-04-12" })],
  [
    "a device that is not registered",
    () => ({ clientId: "d9", username: `${hostname}/d9/?api-version=2021-04-12` }),
  ],
])("a device with %s is refused", async (_, options) => {
  await expect(connect(options())).rejects.toThrow("Not authorized");
});

test.each([
  ["the topic of another device", "devices/d2/messages/events/", 2],
  ["more than 256 KB", "devices/d1/messages/events/", 256 * 1024 + 1],
])("a message with %s ends the connection without acknowledgement", async (_, topic, size) => {
  const device = await connect();
  const outcome = await Promise.race([
    device.publishAsync(topic, "x".repeat(size), { qos: 1 }).then(() => "acknowledged"),
    new Promise((resolve) => device.once("close", () => resolve("closed"))),
  ]);
  expect(outcome).toBe("closed");
  await device.endAsync(true);
});

test("a device that is removed is disconnected, and the others outlive a restart", async () => {
  await registry("PUT", "d2", {
    deviceId: "d2",
    authentication: { type: "sas", symmetricKey: { primaryKey: key } },
  });
  const second = await connect({
    clientId: "d2",
    username: `${hostname}/d2/?api-version=2021-04-12`,
    password: createSasToken({ resource: `${hostname}/devices/d2`, key, expiry: tomorrow }),
  });
  expect((await registry("DELETE", "d2")).status).toBe(204);
  await vi.waitFor(() => expect(second.connected).toBe(false));
  cloud = await cloud.restart();
  expect((await registry("GET", "d2")).status).toBe(404);
  const device = await connect();
  await device.publishAsync("devices/d1/messages/events/", "{}", { qos: 1 });
  await device.endAsync();
});
