import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { requiredText } from "../arm/attributes.ts";
import { startTestCloud } from "../cloud.fixture.ts";
import type { TestCloud } from "../cloud.fixture.ts";
import { createOperator } from "../operator.fixture.ts";
import type { Operator } from "../operator.fixture.ts";
import { call, createTwin, CREDENTIAL, settingsOf } from "../twin.fixture.ts";
import type { TestTwin } from "../twin.fixture.ts";

/** An app whose version is in its text; what a message asks for is what its function does. */
const appText = (version: string): string => `
import { app } from "@azure/functions";
import { QueueClient } from "@azure/storage-queue";
${CREDENTIAL}
const done = new QueueClient(process.env.DONE_URL, credential);
app.storageQueue("worker", { queueName: "work", connection: "HOPS", handler: async (message, context) => {
  if (message.do === "fail") throw new Error("asked to fail");
  if (message.do === "crash") process.exit(3);
  if (message.do === "hang") await new Promise(() => undefined);
  if (message.ms) await new Promise((resolve) => setTimeout(resolve, message.ms));
  await done.sendMessage(JSON.stringify({ n: message.n, version: "${version}", tries: context.triggerMetadata.dequeueCount }));
} });
app.http("echo", { methods: ["GET", "POST"], route: "echo/{name}", handler: async (request) => ({
  status: 201, headers: { "x-name": request.params.name }, cookies: [{ name: "c", value: "1" }],
  jsonBody: { version: "${version}", query: request.query.get("q"), body: await request.text(), setting: process.env.A_SETTING ?? null, home: Object.keys(process.env).includes("PATH") },
}) });
app.http("secret", { methods: ["GET"], authLevel: "function", handler: () => ({ body: "x" }) });
app.http("broken", { methods: ["GET"], handler: () => { throw new Error("broken on purpose"); } });
`;

const HOST = {
  version: "2.0",
  functionTimeout: "00:00:02",
  extensions: {
    queues: { batchSize: 8, newBatchThreshold: 4, maxDequeueCount: 2, visibilityTimeout: "00:00:00" },
  },
};

let cloud: TestCloud;
let twin: TestTwin;
let app: Attributes;
let work: Attributes;
let operator: Operator;

beforeAll(async () => {
  cloud = await startTestCloud();
  twin = await createTwin(cloud);
  operator = await createOperator(cloud, twin.storage);
  work = await twin.queue("work");
  await twin.queue("work-poison", "Storage Queue Data Message Sender");
  const done = await twin.queue("done", "Storage Queue Data Message Sender");
  app = await twin.app(await cloud.zip(appText("1"), HOST), { DONE_URL: requiredText(done, "url") });
}, 60_000);

afterAll(() => cloud.close());

const put = (message: object): Promise<void> =>
  operator.put("work", Buffer.from(JSON.stringify(message)).toString("base64"));
const done = async (): Promise<{ n: number; version: string; tries: number }[]> =>
  (await operator.peek("done")).map((text) => JSON.parse(text));
const url = (path: string): string => `https://${requiredText(app, "default_hostname")}/api/${path}`;
const statusOf = (name: string): object | undefined =>
  cloud.cloud.functions().find((one) => one.name === `demo-app/${name}`);

describe("http", () => {
  test("hands over the request as it came and the answer as it was made", async () => {
    const answer = await call(cloud, url("echo/pump?q=a%20b"), { method: "POST", body: "größer" });
    expect(answer.status).toBe(201);
    expect([answer.headers.get("x-name"), answer.headers.get("set-cookie")]).toEqual(["pump", "c=1; path=/"]);
    expect(await answer.json()).toEqual({
      version: "1",
      query: "a b",
      body: "größer",
      setting: null,
      home: false,
    });
  });

  test("a thrown error is 500 and counted, what needs a key is 401, what is not there 404", async () => {
    expect((await call(cloud, url("broken"))).status).toBe(500);
    expect(statusOf("broken")).toEqual({
      name: "demo-app/broken",
      invocations: 1,
      errors: 1,
      last_error: "Error: broken on purpose",
    });
    expect((await call(cloud, url("secret"))).status).toBe(401);
    expect((await call(cloud, url("nowhere"))).status).toBe(404);
  });
});

describe("a message", () => {
  test("that fails, kills the process or takes too long ends in the poison queue; its neighbours are done", async () => {
    await put({ do: "fail" });
    await put({ do: "hang" });
    await vi.waitFor(async () => expect(await operator.peek("work-poison")).toHaveLength(2), {
      timeout: 30_000,
      interval: 50,
    });
    await put({ do: "crash" });
    await vi.waitFor(async () => expect(await operator.peek("work-poison")).toHaveLength(3), {
      timeout: 30_000,
      interval: 50,
    });
    for (const n of [1, 2, 3]) await put({ n });
    await vi.waitFor(
      async () => expect(new Set((await done()).map((one) => one.n))).toEqual(new Set([1, 2, 3])),
      {
        timeout: 10_000,
      },
    );
    const lines = (await cloud.services.forCloud("azure")).functionLog
      .tail(100, "demo-app/worker")
      .map((one) => one.line)
      .join("\n");
    for (const reason of ["asked to fail", "ended with code 3", "Timeout value of 2000 ms exceeded"])
      expect(lines).toContain(reason);
  }, 60_000);

  test("waits while the app may not read its queue", async () => {
    await cloud.remove(twin.roleOn(work));
    await put({ n: 10 });
    const log = (await cloud.services.forCloud("azure")).functionLog;
    await vi.waitFor(
      () =>
        expect(log.tail(5, "demo-app/worker").at(-1)?.line).toContain("403 AuthorizationPermissionMismatch"),
      10_000,
    );
    await twin.grant(requiredText(work, "id"), "Storage Queue Data Contributor");
    await vi.waitFor(async () => expect((await done()).map((one) => one.n)).toContain(10), {
      timeout: 10_000,
    });
  });
});

describe("a new package", () => {
  test("takes over without losing what the old one works on", async () => {
    for (let n = 100; n < 110; n += 1) await put({ n, ms: 300 });
    app = await cloud.update(app, {
      zip_deploy_file: await cloud.zip(appText("2"), HOST),
      app_settings: { ...settingsOf(app), A_SETTING: "new" },
    });
    const answer = await call(cloud, url("echo/x"));
    expect(await answer.json()).toMatchObject({ version: "2", setting: "new" });
    await vi.waitFor(async () => expect((await done()).filter((one) => one.n >= 100)).toHaveLength(10), {
      timeout: 10_000,
    });
    expect((await done()).every((one) => one.tries === 1)).toBe(true);
  });

  test.each([
    ["throws while it loads", `throw new Error("cannot load");`, "cannot load"],
    [
      "has a trigger that is not emulated",
      `import { app } from "@azure/functions"; app.timer("t", { schedule: "* * * * * *", handler: () => undefined });`,
      "timerTrigger",
    ],
    [
      "names a setting that the app has not",
      `import { app } from "@azure/functions"; app.storageQueue("q", { queueName: "%NOT_SET%", connection: "HOPS", handler: () => undefined });`,
      "%NOT_SET%",
    ],
  ])("that %s is refused, and the old one runs on", async (_, text, reason) => {
    await expect(cloud.update(app, { zip_deploy_file: await cloud.zip(text, HOST) })).rejects.toThrow(reason);
    expect(await (await call(cloud, url("echo/x"))).json()).toMatchObject({ version: "2" });
  });
});

describe("after a restart of the daemon", () => {
  test("the app answers on the same address, goes on with its queue, and leaves nothing when it is deleted", async () => {
    await put({ n: 200, ms: 500 });
    cloud = await cloud.restart();
    operator = await createOperator(cloud, twin.storage);
    await vi.waitFor(async () => expect((await done()).map((one) => one.n)).toContain(200), {
      timeout: 10_000,
    });
    expect(await (await call(cloud, url("echo/x"))).json()).toMatchObject({ version: "2" });
    await cloud.remove(app);
    expect(cloud.cloud.functions()).toEqual([]);
    expect(await readdir(join((await cloud.services.forCloud("azure")).folder, "apps"))).toEqual([]);
  });
});
