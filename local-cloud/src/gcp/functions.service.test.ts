import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Attributes } from "../terraform/resource-handler.ts";
import { PROJECT, startTestCloud } from "./cloud.fixture.ts";
import type { TestCloud } from "./cloud.fixture.ts";

const REGION = "europe-west1";

/** What happens is chosen by the path. */
const CODE = `
exports.handler = async (req, res) => {
  if (req.path === "/raw") return res.json({ raw: req.rawBody.toString("hex"), url: req.originalUrl, proto: req.get("x-forwarded-proto") });
  if (req.path === "/environment") return res.json({ names: Object.keys(process.env), mine: process.env.MINE, service: process.env.K_SERVICE });
  if (req.path === "/throw") throw new Error("thrown on purpose");
  if (req.path === "/crash") process.exit(3);
  if (req.path === "/slow") return;
  if (req.path === "/version") return res.send("VERSION");
  res.set("x-own", "kept").status(201).send("made");
};`;

let test_: TestCloud;
let open: Attributes;
let closed: Attributes;

async function config(code: string, more: Attributes = {}): Promise<Attributes> {
  const name = `${Math.random().toString(36).slice(2)}.zip`;
  await test_.make("google_storage_bucket_object", {
    bucket: "sources",
    name,
    source: await test_.zip(code),
  });
  return {
    location: REGION,
    build_config: [
      {
        runtime: "nodejs22",
        entry_point: "handler",
        source: [{ storage_source: [{ bucket: "sources", object: name }] }],
      },
    ],
    service_config: [
      {
        service_account_email: `runner@${PROJECT}.iam.gserviceaccount.com`,
        environment_variables: { MINE: "yes" },
        timeout_seconds: 3,
        available_cpu: "1",
        max_instance_request_concurrency: 10,
        ...more,
      },
    ],
  };
}

beforeAll(async () => {
  test_ = await startTestCloud();
  await test_.make("google_storage_bucket", { name: "sources", location: REGION });
  await test_.make("google_service_account", { account_id: "runner" });
  open = await test_.make("google_cloudfunctions2_function", { ...(await config(CODE)), name: "open" });
  closed = await test_.make("google_cloudfunctions2_function", {
    ...(await config(CODE, { ingress_settings: "ALLOW_INTERNAL_ONLY" })),
    name: "inside",
  });
  await test_.make("google_cloud_run_service_iam_member", {
    location: REGION,
    service: "open",
    role: "roles/run.invoker",
    member: "allUsers",
  });
});
afterAll(() => test_.close());

function call(
  path: string,
  options: Parameters<TestCloud["send"]>[1] = {},
  made: Attributes = open,
): ReturnType<TestCloud["send"]> {
  const url = made["url"];
  return test_.send(`${typeof url === "string" ? url : ""}${path}`, options);
}

const statusOf = (name: string) => test_.cloud.functions().find((one) => one.name === name);

describe("a function", () => {
  test("gets the very bytes that were sent, and answers with its own status and headers", async () => {
    const body = Buffer.from([0, 1, 0xff, 0x0a]);
    const answer = await call("/raw?a=1&b=%20", {
      method: "POST",
      body,
      headers: { "content-type": "application/octet-stream" },
    });
    expect(JSON.parse(answer.body)).toEqual({ raw: "0001ff0a", url: "/raw?a=1&b=%20", proto: "https" });
    expect(await call("/")).toMatchObject({ status: 201, body: "made" });
  });

  test("runs in the environment of its service and not in the daemon's", async () => {
    const { names, mine, service }: { names: string[]; mine: string; service: string } = JSON.parse(
      (await call("/environment")).body,
    );
    expect([mine, service]).toEqual(["yes", "open"]);
    expect(names).toEqual(
      expect.arrayContaining(["GCE_METADATA_HOST", "FIRESTORE_EMULATOR_HOST", "NODE_EXTRA_CA_CERTS"]),
    );
    expect(names).not.toContain("HOME");
  });

  test("that throws answers 500, and the platform counts it with its reason", async () => {
    expect(await call("/throw")).toMatchObject({ status: 500 });
    expect(statusOf("open")).toMatchObject({
      errors: 1,
      last_error: expect.stringContaining("thrown on purpose"),
    });
  });

  test("that takes too long is cut off", async () => {
    expect(await call("/slow")).toMatchObject({ status: 504, body: expect.stringContaining("timeout") });
  });

  test("that ends its process is started again", async () => {
    expect((await call("/crash")).status).toBeGreaterThanOrEqual(500);
    await expect.poll(() => call("/"), { timeout: 10_000 }).toMatchObject({ status: 201, body: "made" });
  });

  test("takes no request over 32 MiB", async () => {
    expect(await call("/", { method: "POST", body: Buffer.alloc(32 * 1024 * 1024 + 1) })).toMatchObject({
      status: 413,
    });
  });

  test("keeps its URL and its counts when its code changes", async () => {
    const handler = test_.cloud.resources.find(({ type }) => type === "google_cloudfunctions2_function");
    const before = statusOf("open")?.invocations ?? 0;
    const planned = { ...open, ...(await config(CODE.replace("VERSION", "second version"))) };
    await handler?.update?.(open, planned, { workingDirectory: "/" });
    expect(await call("/version")).toMatchObject({ status: 200, body: "second version" });
    expect(statusOf("open")?.invocations).toBe(before + 1);
  });
});

describe("the front door", () => {
  const tokenOf = async (audience: string): Promise<string> => {
    const environment = await test_.cloud.emulate();
    const url = `http://${environment["GCE_METADATA_HOST"]}/computeMetadata/v1/instance/service-accounts/default/identity?audience=${encodeURIComponent(audience)}`;
    return (await fetch(url, { headers: { "metadata-flavor": "Google" } })).text();
  };

  test("lets in who has a token for this very service and the role to invoke it", async () => {
    const guarded = await test_.make("google_cloudfunctions2_function", {
      ...(await config(CODE)),
      name: "guarded",
    });
    const url = typeof guarded["url"] === "string" ? guarded["url"] : "";
    const withToken = async (audience: string) =>
      call("/", { headers: { authorization: `Bearer ${await tokenOf(audience)}` } }, guarded);
    expect(await call("/", {}, guarded)).toMatchObject({ status: 403 });
    expect(await call("/", { headers: { authorization: "Bearer nonsense" } }, guarded)).toMatchObject({
      status: 401,
    });
    expect(await withToken("https://elsewhere")).toMatchObject({ status: 401 });
    expect(await withToken(url)).toMatchObject({ status: 403 });
    const member = "serviceAccount:administrator@twin2multicloud-local.iam.gserviceaccount.com";
    await test_.make("google_cloud_run_v2_service_iam_member", {
      location: REGION,
      name: "guarded",
      role: "roles/run.invoker",
      member,
    });
    expect(await withToken(url)).toMatchObject({ status: 201 });
  });

  test("does not show a function that only Google's network may reach", async () => {
    expect(await call("/", {}, closed)).toMatchObject({ status: 404 });
  });
});

test("a function that cannot start says why, and is tried again with the next request", async () => {
  const broken = await test_.make("google_cloudfunctions2_function", {
    ...(await config("throw new Error('broken bundle');")),
    name: "broken",
  });
  await test_.make("google_cloud_run_service_iam_member", {
    location: REGION,
    service: "broken",
    role: "roles/run.invoker",
    member: "allUsers",
  });
  expect(await call("/", {}, broken)).toMatchObject({ status: 503 });
  expect(statusOf("broken")).toMatchObject({
    errors: 1,
    last_error: expect.stringContaining("broken bundle"),
  });
});

test("a function that is gone leaves no process and no port", async () => {
  const made = await test_.make("google_cloudfunctions2_function", {
    ...(await config(CODE)),
    name: "leaving",
  });
  await test_.make("google_cloud_run_service_iam_member", {
    location: REGION,
    service: "leaving",
    role: "roles/run.invoker",
    member: "allUsers",
  });
  expect(await call("/", {}, made)).toMatchObject({ status: 201 });
  const handler = test_.cloud.resources.find(({ type }) => type === "google_cloudfunctions2_function");
  await handler?.delete(made);
  await expect(call("/", {}, made)).rejects.toThrow(/ECONNREFUSED/);
  expect(await handler?.read?.(made)).toBeNull();
  expect(statusOf("leaving")).toBeUndefined();
});
