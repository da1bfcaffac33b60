import { beforeEach, describe, expect, test } from "vitest";
import { createInventory } from "../arm/inventory.ts";
import type { Inventory } from "../arm/inventory.ts";
import type { HttpHandler } from "../http/https-endpoint.ts";
import { createTokenAuthority } from "../identity/token.ts";
import { memoryLog } from "../memory-log.fixture.ts";
import { createCosmosService } from "./cosmos-service.ts";
import { openDocumentStore } from "./document-store.ts";

const ACCOUNT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.DocumentDB/databaseAccounts/hot";
const ORIGIN = "https://localhost:1";
const DOCS = "/dbs/twin/colls/records/docs";
const clock = { now: 1_700_000_000_000 };
const tokens = createTokenAuthority({ key: Buffer.from("key"), now: () => clock.now });

let inventory: Inventory;
let handle: HttpHandler;

beforeEach(async () => {
  inventory = createInventory();
  const put = (type: string, name: string, attributes: Record<string, string | number | string[]>): void =>
    inventory.put({
      type,
      id: `${ACCOUNT}/${type}/${name}`,
      attributes: { name, account_name: "hot", ...attributes },
    });
  inventory.put({
    type: "azurerm_cosmosdb_account",
    id: ACCOUNT,
    attributes: { name: "hot", local_authentication_disabled: true },
  });
  put("azurerm_cosmosdb_sql_database", "twin", {});
  put("azurerm_cosmosdb_sql_container", "records", {
    database_name: "twin",
    partition_key_paths: ["/device_id"],
    partition_key_version: 2,
  });
  put("azurerm_cosmosdb_sql_container", "short", {
    database_name: "twin",
    partition_key_paths: ["/device_id"],
    default_ttl: 60,
  });
  grant("writer", "00000000-0000-0000-0000-000000000002", ACCOUNT);
  handle = createCosmosService({
    inventory,
    tokens,
    store: await openDocumentStore({ log: memoryLog(), now: () => clock.now }),
    account: "hot",
    accountId: ACCOUNT,
    location: "West Europe",
    origin: ORIGIN,
    now: () => clock.now,
  });
});

function grant(principal_id: string, role: string, scope: string): void {
  const attributes = { principal_id, role_definition_id: `${ACCOUNT}/sqlRoleDefinitions/${role}`, scope };
  inventory.put({
    type: "azurerm_cosmosdb_sql_role_assignment",
    id: `${ACCOUNT}/${principal_id}/${scope}`,
    attributes,
  });
}

interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly as?: string;
  readonly audience?: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: { code?: string; message?: string; Documents?: unknown[]; [name: string]: unknown };
}

async function call({
  method = "POST",
  path = DOCS,
  body,
  headers = {},
  as = "writer",
  audience = ORIGIN,
}: Call): Promise<Answer> {
  const token = tokens.issue({ aud: audience, oid: as, appid: as, exp: clock.now / 1000 + 60 });
  const authorization = encodeURIComponent(`type=aad&ver=1.0&sig=${token}`);
  const url = new URL(path, ORIGIN);
  const text = typeof body === "string" ? body : JSON.stringify(body ?? "");
  const reply = await handle({
    method,
    url,
    headers: { authorization, ...headers },
    body: Buffer.from(text),
  });
  return {
    status: reply.status,
    headers: reply.headers ?? {},
    body: reply.body ? JSON.parse(String(reply.body)) : {},
  };
}

const key = (value: string): Record<string, string> => ({
  "x-ms-documentdb-partitionkey": JSON.stringify([value]),
});
const doc = (id: string, more: object = {}): object => ({ id, device_id: "d1", ...more });

describe("who may", () => {
  test("no token, a key, a forged token and a foreign audience are 401", async () => {
    const status = async (authorization: string): Promise<number> =>
      (
        await handle({
          method: "GET",
          url: new URL(ORIGIN),
          headers: authorization ? { authorization } : {},
          body: Buffer.alloc(0),
        })
      ).status;
    expect(await status("")).toBe(401);
    expect(await status(encodeURIComponent("type=master&ver=1.0&sig=abc"))).toBe(401);
    expect(await status(encodeURIComponent("type=aad&ver=1.0&sig=a.b.c"))).toBe(401);
    expect((await call({ method: "GET", path: "/", audience: "https://storage.azure.com" })).status).toBe(
      401,
    );
    expect((await call({ method: "GET", path: "/", audience: "https://cosmos.azure.com" })).status).toBe(200);
  });

  test("an action that no role allows is 403 with its name, and each scope counts for itself", async () => {
    grant("reader", "00000000-0000-0000-0000-000000000001", `${ACCOUNT}/dbs/twin/colls/records`);
    const refused = await call({ body: doc("1"), as: "reader" });
    expect(refused.status).toBe(403);
    expect(refused.headers["x-ms-substatus"]).toBe("5301");
    expect(refused.body.message).toContain(
      "principal [reader] does not have required RBAC permissions to perform action [Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/create] on resource [dbs/twin/colls/records]",
    );
    expect((await call({ method: "GET", path: "/", as: "reader" })).status).toBe(200);
    expect((await call({ method: "GET", path: "/dbs/twin/colls/records", as: "reader" })).status).toBe(200);
    expect((await call({ method: "GET", path: "/dbs/twin/colls/short", as: "reader" })).status).toBe(403);
    expect((await call({ method: "GET", path: "/", as: "nobody" })).status).toBe(403);
  });

  test("containers cannot be made with a token for data", async () => {
    expect((await call({ path: "/dbs/twin/colls", body: { id: "x" } })).headers["x-ms-substatus"]).toBe(
      "5300",
    );
  });
});

describe("one document", () => {
  test.each([
    ["no id", { device_id: "d1" }],
    ["a forbidden character", doc("a/b")],
    ["a question mark", doc("a?b")],
    ["an id of more than 1,023 bytes", doc("x".repeat(1024))],
    ["a key that is an object", { id: "1", device_id: { a: 1 } }],
  ])("with %s is 400", async (_, body) => {
    expect((await call({ body })).status).toBe(400);
  });

  test("of more than 2 MB is 413, with a key that is not its own 400, in no container 404", async () => {
    expect((await call({ body: doc("1", { text: "x".repeat(2 * 1024 * 1024) }) })).status).toBe(413);
    expect((await call({ body: doc("1"), headers: key("d2") })).status).toBe(400);
    expect((await call({ path: "/dbs/twin/colls/none/docs", body: doc("1") })).status).toBe(404);
  });

  test("is made once per partition; the first one stays", async () => {
    expect((await call({ body: doc("1", { n: 1 }), headers: key("d1") })).status).toBe(201);
    expect((await call({ body: doc("1", { n: 2 }) })).body.code).toBe("Conflict");
    expect((await call({ body: { id: "1", device_id: "d2", n: 3 } })).status).toBe(201);
    expect((await call({ method: "GET", path: `${DOCS}/1`, headers: key("d1") })).body).toMatchObject({
      id: "1",
      n: 1,
    });
    expect((await call({ method: "GET", path: `${DOCS}/2`, headers: key("d1") })).status).toBe(404);
  });

  test("that many make at the same time is made by one", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => call({ body: doc("same") })));
    expect(answers.map((one) => String(one.status)).sort()).toEqual(["201", ...Array(9).fill("409")]);
  });

  test("is replaced only in the version that is expected, and deleted", async () => {
    const { body } = await call({ body: doc("1") });
    const path = `${DOCS}/1`;
    const replace = (etag: string): Promise<Answer> =>
      call({ method: "PUT", path, body: doc("1", { n: 2 }), headers: { ...key("d1"), "if-match": etag } });
    expect((await replace('"old"')).status).toBe(412);
    expect((await replace(String(body["_etag"]))).status).toBe(200);
    expect(
      (await call({ body: doc("1", { n: 3 }), headers: { "x-ms-documentdb-is-upsert": "True" } })).status,
    ).toBe(200);
    expect((await call({ method: "DELETE", path, headers: key("d1") })).status).toBe(204);
    expect((await call({ method: "DELETE", path, headers: key("d1") })).status).toBe(404);
  });

  test("is gone when its time to live is over", async () => {
    const path = "/dbs/twin/colls/short/docs";
    await call({ path, body: doc("1") });
    clock.now += 60_000;
    expect((await call({ method: "GET", path: `${path}/1`, headers: key("d1") })).status).toBe(404);
    expect((await call({ path, body: doc("1") })).status).toBe(201);
  });
});

describe("many documents", () => {
  const BULK = { "x-ms-cosmos-is-batch-request": "True", "x-ms-cosmos-batch-continue-on-error": "True" };
  const create = (id: string): object => ({
    operationType: "Create",
    partitionKey: '["d1"]',
    resourceBody: doc(id),
  });

  test("have a result each, and what is too much is refused as a whole", async () => {
    await call({ body: doc("2") });
    const url = { headers: BULK };
    const { status, body } = await call({
      ...url,
      body: [create("1"), create("2"), create("a/b"), { operationType: "Patch" }],
    });
    expect(status).toBe(207);
    expect(Object.values(body).map((one) => Object(one).statusCode)).toEqual([201, 409, 400, 400]);
    expect(
      (await call({ ...url, body: Array.from({ length: 101 }, (_, n) => create(`x${n}`)) })).status,
    ).toBe(400);
    expect((await call({ headers: { ...BULK, "x-ms-cosmos-batch-atomic": "True" }, body: [] })).status).toBe(
      400,
    );
  });

  test("are queried with the permission for it; a bad query is 400 with its reason", async () => {
    await call({ body: doc("1", { sort_key: "a" }) });
    const query = (text: string, as = "writer"): Promise<Answer> =>
      call({
        as,
        body: { query: text, parameters: [{ name: "@d", value: "d1" }] },
        headers: { "x-ms-documentdb-isquery": "True" },
      });
    expect((await query("SELECT VALUE c.id FROM c WHERE c.device_id = @d")).body.Documents).toEqual(["1"]);
    expect((await query("SELECT nonsense")).body.message).toContain("Syntax error");
    expect((await query("SELECT * FROM c", "nobody")).status).toBe(403);
  });
});
