import { beforeEach, describe, expect, test } from "vitest";
import type { HttpHandler, HttpReply } from "../http/https-endpoint.ts";
import { memoryLog } from "../memory-log.fixture.ts";
import { openDeviceRegistry } from "./device-registry.ts";
import { createRegistryApi } from "./registry-api.ts";
import { createSasToken } from "./sas-token.ts";

const KEY = Buffer.from("policy key, long").toString("base64");
const NOW = 1_700_000_000_000;

let handle: HttpHandler;
let disconnected: string[];

beforeEach(async () => {
  disconnected = [];
  handle = createRegistryApi({
    hub: "h",
    hostname: "localhost:1",
    registry: await openDeviceRegistry({ log: memoryLog(), now: () => NOW }),
    policy: (name) =>
      ({
        registry: { name, keys: [KEY], permissions: ["registryRead", "registryWrite"] as const },
        reader: { name, keys: [KEY], permissions: ["registryRead"] as const },
      })[name],
    disconnect: (id) => void disconnected.push(id),
    now: () => NOW,
  });
});

interface Call {
  readonly method: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly policy?: string;
}

async function call({
  method,
  path = "/devices/d1",
  body,
  ifMatch,
  policy = "registry",
}: Call): Promise<{ status: number; body: Record<string, unknown> }> {
  const authorization = createSasToken({
    resource: "localhost:1",
    key: KEY,
    policy,
    expiry: NOW / 1000 + 60,
  });
  const url = new URL(`https://localhost:1${path}?api-version=2021-04-12`);
  const headers = { authorization, ...(ifMatch !== undefined && { "if-match": ifMatch }) };
  const reply: HttpReply = await handle({
    method,
    url,
    headers,
    body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
  });
  return { status: reply.status, body: reply.body ? JSON.parse(String(reply.body)) : {} };
}

describe("device registry", () => {
  test("refuses no token, a policy without the right, and one that does not exist", async () => {
    const url = new URL("https://localhost:1/devices/d1?api-version=2021-04-12");
    expect((await handle({ method: "GET", url, headers: {}, body: Buffer.alloc(0) })).status).toBe(401);
    expect((await call({ method: "PUT", body: {}, policy: "reader" })).status).toBe(401);
    expect((await call({ method: "GET", policy: "nobody" })).status).toBe(401);
  });

  test("refuses a body that is none, names another device or has a bad key", async () => {
    const refused = [
      [],
      { deviceId: "d2" },
      { status: "off" },
      { authentication: { type: "selfSigned" } },
      { authentication: { symmetricKey: { primaryKey: "c2hvcnQ=" } } },
    ];
    for (const body of refused) expect((await call({ method: "PUT", body })).status).toBe(400);
    expect((await call({ method: "PUT", path: "/devices/a%2Fb", body: {} })).status).toBe(400);
    expect((await call({ method: "GET" })).body["Message"]).toContain("ErrorCode:DeviceNotFound");
  });

  test("makes a device once; changing it needs If-Match, making it must not have it", async () => {
    expect((await call({ method: "PUT", body: { deviceId: "d1" }, ifMatch: "*" })).status).toBe(404);
    const made = await call({ method: "PUT", body: { deviceId: "d1" } });
    expect(made.body).toMatchObject({ deviceId: "d1", status: "enabled", authentication: { type: "sas" } });
    expect((await call({ method: "PUT", body: { deviceId: "d1" } })).status).toBe(409);
    expect((await call({ method: "PUT", body: { deviceId: "d1" }, ifMatch: '"old"' })).status).toBe(412);
    const primaryKey = Buffer.from("the device's key").toString("base64");
    const change = {
      deviceId: "d1",
      status: "disabled",
      authentication: { type: "sas", symmetricKey: { primaryKey } },
    };
    const changed = await call({ method: "PUT", body: change, ifMatch: "*" });
    expect(changed.body).toMatchObject({
      status: "disabled",
      generationId: made.body["generationId"],
      authentication: { symmetricKey: { primaryKey } },
    });
    expect(disconnected).toEqual(["d1"]);
    expect((await call({ method: "GET", path: "/devices" })).body).toHaveLength(1);
    expect((await call({ method: "DELETE", ifMatch: "*" })).status).toBe(204);
    expect((await call({ method: "DELETE", ifMatch: "*" })).status).toBe(404);
  });
});
