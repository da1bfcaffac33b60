import { readFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requiredText } from "../attribute-values.ts";
import { startTestCloud } from "../test-cloud.fixture.ts";
import type { TestCloud } from "../test-cloud.fixture.ts";
import { createFunction, createPublicUrl } from "../test-function.fixture.ts";

const CODE = `
exports.handler = async (event, context) => {
  const { mode, value } = event.queryStringParameters ?? {};
  if (mode === "throw") throw new TypeError("broken " + value);
  if (mode === "exit") process.exit(7);
  if (mode === "hang") await new Promise(() => setInterval(() => {}, 1000));
  if (mode === "large") return "x".repeat(7_000_000);
  if (mode === "env") return { statusCode: 200, body: JSON.stringify(process.env) };
  if (mode === "log") console.log("said", { value });
  if (mode === "context") return { ...context, left: context.getRemainingTimeInMillis(), pid: process.pid };
  return { statusCode: 201, headers: { "content-type": "text/plain" }, body: event.isBase64Encoded + ":" + (event.body ?? ""), cookies: ["a=1"] };
};`;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let aws: TestCloud;
let url: string;
let agent: Agent;

beforeAll(async () => {
  aws = await startTestCloud();
  agent = new Agent({ ca: await readFile(aws.caFile), keepAlive: true });
  await createFunction(aws, {
    name: "echo",
    code: CODE,
    settings: { timeout: 1, memory_size: 256, environment: [{ variables: { GREETING: "hi" } }] },
  });
  url = await createPublicUrl(aws, "echo");
});

afterAll(async () => {
  agent.destroy();
  await aws.end();
});

function call(
  query: string,
  options: { to?: string; type?: string; body?: string | Buffer } = {},
): Promise<Answer> {
  const { to = url, type = "application/json", body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      `${to}?${query}`,
      { agent, method: body === undefined ? "GET" : "POST", headers: { "content-type": type } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const lastError = (): string | undefined =>
  aws.cloud.functions().find(({ name }) => name === "echo")?.last_error;

describe("a call", () => {
  test("reaches the handler, and its response the caller", async () => {
    const answer = await call("", { body: '{"ü":1}' });
    expect(answer).toMatchObject({
      status: 201,
      headers: { "content-type": "text/plain", "set-cookie": ["a=1"] },
      body: 'false:{"ü":1}',
    });
  });

  test("with bytes that are no text carries them as base64", async () => {
    expect((await call("", { type: "application/octet-stream", body: Buffer.from([0, 255]) })).body).toBe(
      "true:AP8=",
    );
  });

  test("finds the environment and the context that Lambda gives", async () => {
    const environment: Record<string, string> = JSON.parse((await call("mode=env")).body);
    expect(environment).toMatchObject({
      AWS_ENDPOINT_URL: aws.cloud.endpoints["aws"],
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
      AWS_LAMBDA_FUNCTION_NAME: "echo",
      AWS_REGION: "eu-central-1",
      GREETING: "hi",
      NODE_EXTRA_CA_CERTS: aws.caFile,
      _HANDLER: "index.handler",
    });
    expect(environment["AWS_ACCESS_KEY_ID"]).toMatch(/^ASIA/);
    expect(environment["HOME"]).toBeUndefined();
    const context: Record<string, unknown> = JSON.parse((await call("mode=context")).body);
    expect(context).toMatchObject({ functionName: "echo", memoryLimitInMB: "256", left: expect.any(Number) });
    expect(context["awsRequestId"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("leaves its log lines with time and request id, as Lambda's text format does", async () => {
    await call("mode=log&value=7");
    expect(aws.log().some((line) => /^\S+Z\t[0-9a-f-]{36}\tINFO\tsaid \{ value: '7' \}$/.test(line))).toBe(
      true,
    );
  });
});

describe("failures", () => {
  test.each([
    ["mode=throw&value=one", "TypeError: broken one"],
    ["mode=exit", "Runtime.ExitError"],
    ["mode=hang", "Task timed out after 1.00 seconds"],
    ["mode=large", "Function.ResponseSizeTooLarge"],
  ])("%s is a 502, counted as %s, and the next call works", async (query, reason) => {
    expect((await call(query)).status).toBe(502);
    expect(lastError()).toContain(reason);
    expect((await call("")).status).toBe(201);
  });

  test("a body over 6 MB is refused", async () => {
    expect((await call("", { body: "x".repeat(6_291_457) })).status).toBe(413);
    expect((await call("", { body: "x".repeat(20_000_000) })).status).toBe(413);
    expect((await call("")).status).toBe(201);
  });

  test.each([
    ["no handler", "exports.other = 1;", "Runtime.HandlerNotFound"],
    ["code that throws", "throw new Error('at start');", "at start"],
    ["code that exits", "process.exit(3);", "exit status 3"],
  ])("%s", async (name, code, reason) => {
    const functionName = name.replaceAll(" ", "-");
    await createFunction(aws, { name: functionName, code });
    expect((await call("", { to: await createPublicUrl(aws, functionName) })).status).toBe(502);
    expect(aws.cloud.functions().find((one) => one.name === functionName)?.last_error).toContain(reason);
  });
});

describe("permissions", () => {
  test("403 as long as one of the two statements is missing", async () => {
    await createFunction(aws, { name: "private", code: CODE });
    const made = await aws.create("aws_lambda_function_url", {
      function_name: "private",
      authorization_type: "NONE",
    });
    const to = requiredText(made, "function_url");
    const permission = { function_name: "private", principal: "*" };
    expect((await call("", { to })).status).toBe(403);
    const first = {
      ...permission,
      action: "lambda:InvokeFunctionUrl",
      function_url_auth_type: "NONE",
      statement_id: "one",
    };
    await aws.create("aws_lambda_permission", first);
    expect(await call("", { to })).toMatchObject({
      status: 403,
      headers: { "x-amzn-errortype": "AccessDeniedException" },
    });
    await aws.create("aws_lambda_permission", {
      ...permission,
      action: "lambda:InvokeFunction",
      invoked_via_function_url: true,
      statement_id: "two",
    });
    expect((await call("", { to })).status).toBe(201);
  });

  test("a role that may not write logs leaves no lines but says so", async () => {
    const deployed = await createFunction(aws, { name: "silent", code: CODE });
    await aws.destroy("aws_iam_role_policy", { role: "silent", name: "silent" });
    await call("mode=log&value=unheard", {
      to: await createPublicUrl(aws, requiredText(deployed, "function_name")),
    });
    expect(aws.log().join("\n")).toContain("may not write to /aws/lambda/silent");
    expect(aws.log().join("\n")).not.toContain("unheard");
  });
});

describe("concurrency", () => {
  test("many calls at once are all answered, by a few processes", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => call("mode=context")));
    const processes = new Set(answers.map(({ body }) => String(JSON.parse(body).pid)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(processes.size).toBeLessThanOrEqual(3);
  });

  test("reserved concurrency refuses what goes beyond it", async () => {
    await createFunction(aws, {
      name: "narrow",
      code: CODE,
      settings: { reserved_concurrent_executions: 1 },
    });
    const to = await createPublicUrl(aws, "narrow");
    const statuses = (await Promise.all([call("", { to }), call("", { to })])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 429]);
  });
});

describe("an update", () => {
  test("swaps code at the same URL; calls under way end on the old code", async () => {
    const slow = (version: number): string =>
      `exports.handler = async () => { await new Promise((done) => setTimeout(done, 200)); return { statusCode: 200, body: "v${version}" }; };`;
    const deployed = await createFunction(aws, { name: "moving", code: slow(1) });
    const to = await createPublicUrl(aws, "moving");
    const before = call("", { to });
    await call("", { to });
    const during = call("", { to });
    const filename = await aws.zip("moving-2.zip", { "index.cjs": slow(2) });
    await aws.update("aws_lambda_function", deployed, { filename });
    const after = call("", { to });
    expect((await Promise.all([before, during, after])).map(({ body }) => body)).toEqual(["v1", "v1", "v2"]);
  });
});
