import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "esbuild";
import { startTestCloud } from "./cloud.fixture.ts";
import type { TestCloud } from "./cloud.fixture.ts";
import { requiredText } from "./arm/attributes.ts";
import { call, createTwin, CREDENTIAL } from "./twin.fixture.ts";

// The real SDKs run in a process of their own, because node reads NODE_EXTRA_CA_CERTS when it starts.

let cloud: TestCloud;
let env: Record<string, string>;

beforeAll(async () => {
  cloud = await startTestCloud();
  env = await cloud.cloud.emulate();
}, 30_000);

afterAll(() => cloud.close());

/** Runs a script that has `credential` and returns what its `main` resolves with. */
async function run(script: string, more: Record<string, string> = {}): Promise<unknown> {
  const contents = `${CREDENTIAL}
const failure = (error) => [error.statusCode ?? error.code, error.details?.errorCode ?? error.body?.code ?? ""];
const refused = (promise) => promise.then(() => "not refused", failure);
${script}
main().then((result) => console.log(JSON.stringify(result)), (error) => { console.error(error); process.exit(1); });`;
  const outfile = join(dirname(cloud.caFile), `${crypto.randomUUID()}.cjs`);
  const stdin = { contents, resolveDir: import.meta.dirname, loader: "ts" } as const;
  await build({ stdin, bundle: true, platform: "node", format: "cjs", logLevel: "error", outfile });
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { env: { ...env, ...more } });
  return JSON.parse(stdout);
}

const QUEUES = `
import { QueueServiceClient, QueueClient } from "@azure/storage-queue";
const service = new QueueServiceClient(process.env.STORAGE_QUEUE_ENDPOINT, credential, { retryOptions: { maxTries: 1 } });
`;

test("storage queues: every operation of the client, and what the service refuses", async () => {
  const result = await run(`${QUEUES}
async function main() {
  const queue = service.getQueueClient("hop");
  const created = [(await queue.createIfNotExists()).succeeded, (await queue.createIfNotExists()).succeeded];
  await queue.setMetadata({ kind: "a&b" });
  const texts = ["<größer & \\"mehr\\">", " spaces\\n\\tand lines ", Buffer.alloc(48 * 1024, 7).toString("base64")];
  for (const text of texts) await queue.sendMessage(text);
  const peeked = (await queue.peekMessages({ numberOfMessages: 32 })).peekedMessageItems.map((one) => one.messageText);
  const { receivedMessageItems: [first, second, third] } = await queue.receiveMessages({ numberOfMessages: 3, visibilityTimeout: 60 });
  const changed = await queue.updateMessage(second.messageId, second.popReceipt, "changed", 0);
  const again = (await queue.receiveMessages()).receivedMessageItems[0];
  await queue.deleteMessage(first.messageId, first.popReceipt);
  const { approximateMessagesCount, metadata } = await queue.getProperties();
  const names = [];
  for await (const { name } of service.listQueues()) names.push(name);
  return {
    created, peeked: peeked.map((text, n) => text === texts[n]), counts: [first.dequeueCount, again.dequeueCount], changed: again.messageText,
    approximateMessagesCount, metadata, names,
    stale: await refused(queue.deleteMessage(second.messageId, changed.popReceipt)),
    large: await refused(queue.sendMessage("x".repeat(64 * 1024 + 1))),
    badName: await refused(service.getQueueClient("Bad--name").create()),
    conflict: await refused(queue.create({ metadata: { other: "1" } })),
    missing: await refused(service.getQueueClient("missing").sendMessage("x")),
    tooMany: await refused(queue.receiveMessages({ numberOfMessages: 33 })),
    account: await refused(new QueueClient(process.env.STORAGE_QUEUE_ENDPOINT.replace("/contract/", "/nobody/hop"), credential).create()),
    anonymous: await refused(new QueueClient(process.env.STORAGE_QUEUE_ENDPOINT + "hop").sendMessage("x")),
    deleted: (await queue.delete()).errorCode ?? "ok",
  };
}`);
  expect(result).toEqual({
    created: [true, false],
    peeked: [true, true, true],
    counts: [1, 2],
    changed: "changed",
    approximateMessagesCount: 2,
    metadata: { kind: "a&b" },
    names: ["hop"],
    stale: [400, "PopReceiptMismatch"],
    large: [413, "RequestBodyTooLarge"],
    badName: [400, "InvalidResourceName"],
    conflict: [409, "QueueAlreadyExists"],
    missing: [404, "QueueNotFound"],
    tooMany: [400, "OutOfRangeQueryParameterValue"],
    account: [404, "ResourceNotFound"],
    anonymous: [401, "NoAuthenticationInformation"],
    deleted: "ok",
  });
}, 30_000);

test("an identity without a role is told so in the services' own words", async () => {
  const result = await run(
    `${QUEUES}
import { CosmosClient } from "@azure/cosmos";
async function main() {
  const container = new CosmosClient({ endpoint: process.env.COSMOS_ENDPOINT, aadCredentials: credential }).database("contract").container("records");
  return [await refused(service.getQueueClient("hop").sendMessage("x")), await refused(container.items.create({ id: "1", device_id: "d" }))];
}`,
    await stranger(),
  );
  expect(result).toEqual([
    [403, "AuthorizationPermissionMismatch"],
    [403, "Forbidden"],
  ]);
}, 30_000);

/** Where an identity without any role gets its tokens: an app of its own is the only one that may ask for them. */
async function stranger(): Promise<Record<string, string>> {
  const twin = await createTwin(cloud);
  const app = await twin.app(await cloud.zip(REVEAL));
  const answer = await call(cloud, `https://${requiredText(app, "default_hostname")}/api/reveal`);
  const revealed: Record<string, string> = JSON.parse(await answer.text());
  return { ...revealed, AZURE_CLIENT_ID: requiredText(twin.identity, "client_id") };
}

const REVEAL = `
import { app } from "@azure/functions";
const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = process.env;
app.http("reveal", { methods: ["GET"], handler: () => ({ jsonBody: { IDENTITY_ENDPOINT, IDENTITY_HEADER } }) });
`;

test("Cosmos DB: bulk, pages with continuation and across partitions, replace and delete", async () => {
  const result = await run(`
import { CosmosClient } from "@azure/cosmos";
async function main() {
  const client = new CosmosClient({ endpoint: process.env.COSMOS_ENDPOINT, aadCredentials: credential });
  const container = client.database("contract").container("records");
  const operations = Array.from({ length: 250 }, (_, n) => ({ operationType: "Create", partitionKey: n % 2 ? "odd" : "even",
    resourceBody: { id: String(n), device_id: n % 2 ? "odd" : "even", sort_key: String(n).padStart(4, "0"), value: n + 0.5 } }));
  const created = (await container.items.executeBulkOperations(operations)).map((one) => one.response.statusCode);
  const again = await container.items.bulk(operations.slice(0, 3), { continueOnError: true });
  const spec = { query: "SELECT * FROM c WHERE c.device_id = @d AND c.sort_key >= @a AND c.sort_key < @b ORDER BY c.sort_key DESC",
    parameters: [{ name: "@d", value: "odd" }, { name: "@a", value: "0101" }, { name: "@b", value: "0201" }] };
  const iterator = container.items.query(spec, { partitionKey: "odd", maxItemCount: 20 });
  const pages = [];
  while (iterator.hasMoreResults()) pages.push((await iterator.fetchNext()).resources.map((one) => one.sort_key));
  const first = await container.items.query(spec, { partitionKey: "odd", maxItemCount: 20 }).fetchNext();
  const rest = await container.items.query(spec, { partitionKey: "odd", maxItemCount: 100, continuationToken: first.continuationToken }).fetchNext();
  const everywhere = await container.items.query("SELECT VALUE c.value FROM c ORDER BY c.sort_key OFFSET 2 LIMIT 3").fetchAll();
  const count = await container.items.query("SELECT VALUE COUNT(1) FROM c").fetchAll();
  const { resource: read } = await container.item("7", "odd").read();
  const replaced = await container.item("7", "odd").replace({ ...read, value: 1e21 });
  await container.item("9", "odd").delete();
  return {
    created: [...new Set(created)], again: again.map((one) => one.statusCode), pages: [pages.length, ...new Set(pages.map((one) => one.length))], ordered: pages.flat().join() === [...pages.flat()].sort().reverse().join(),
    rest: rest.resources.length, everywhere: everywhere.resources, count: count.resources, replaced: replaced.resource.value, gone: (await container.item("9", "odd").read()).statusCode,
    conflict: await refused(container.items.create({ id: "7", device_id: "odd" })),
    large: await refused(container.items.create({ id: "big", device_id: "odd", text: "x".repeat(2 * 1024 * 1024) })),
  };
}`);
  expect(result).toEqual({
    created: [201],
    again: [409, 409, 409],
    pages: [3, 20, 10],
    ordered: true,
    rest: 30,
    everywhere: [2.5, 3.5, 4.5],
    count: [250],
    replaced: 1e21,
    gone: 404,
    conflict: [409, "Conflict"],
    large: [413, "RequestEntityTooLarge"],
  });
}, 60_000);
