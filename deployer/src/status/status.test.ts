import { generateKeyPairSync } from "node:crypto";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { statusSchema } from "@twin2multicloud/model";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SETTINGS } from "../fixtures/demo-twin.ts";
import { STACK_OUTPUTS } from "../fixtures/fake-stack.ts";
import { testMachine } from "../fixtures/test-machine.ts";
import type { Http } from "../machine/http.ts";
import type { LocalCloud, LocalCloudStatus } from "../target/local-cloud.ts";
import { cloudStatus } from "./cloud-status.ts";
import { localStatus } from "./local-status.ts";
import type { CountsQuery, KnownFunction, PlatformStatus } from "./platform-status.ts";
import { signedForm } from "./sigv4.ts";
import { twinStatus } from "./twin-status.ts";

const PRIVATE_KEY = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
}).privateKey;

const known = (
  name: KnownFunction["name"],
  cloud: KnownFunction["cloud"],
  slot: KnownFunction["slot"],
  resource: string,
): KnownFunction => ({
  name,
  cloud,
  slot,
  resource: { name: resource, id: resource },
});

const QUERY: CountsQuery = {
  twin: "demo",
  functions: [
    known("dispatcher", "aws", "l1", "demo-dispatcher"),
    known("persister", "azure", "l2", "demo-l2-abc123"),
    known("hot-writer", "gcp", "l3-hot", "demo-hot-writer"),
  ],
  foundations: { azure: { logs: { workspace_guid: "guid-1" } } },
  since: Date.UTC(2026, 10, 20, 15),
};

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  ARM_CLIENT_ID: "client",
  ARM_CLIENT_SECRET: "secret",
  GOOGLE_APPLICATION_CREDENTIALS: "/keys/account.json",
};

const ACCOUNT = JSON.stringify({
  client_email: "a@p.iam.gserviceaccount.com",
  private_key: PRIVATE_KEY,
  private_key_id: "kid",
});

/** Requests by fetch, which is what msw can answer for https. */
const fetchHttp: Http = async ({ method, url, headers, body }) => {
  const response = await fetch(url, { method, ...(headers ? { headers } : {}), ...(body ? { body } : {}) });
  return { status: response.status, body: await response.text() };
};

describe("real clouds", () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  const ask = (
    functions: readonly KnownFunction[],
    environment: Readonly<Record<string, string>> = ENVIRONMENT,
  ) => {
    const machine = {
      ...testMachine({ files: { "/keys/account.json": ACCOUNT } }),
      http: fetchHttp,
      environment,
    };
    return cloudStatus(machine, SETTINGS)({ ...QUERY, functions });
  };
  const [aws, azure, gcp] = QUERY.functions.map((one) => [one]);

  test("an account that is missing is named", async () => {
    await expect(ask(aws ?? [], {})).rejects.toThrow("AWS_ACCESS_KEY_ID is missing");
    await expect(ask(azure ?? [], {})).rejects.toThrow("ARM_CLIENT_ID is missing");
    await expect(ask(gcp ?? [], {})).rejects.toThrow("GOOGLE_APPLICATION_CREDENTIALS is missing");
  });

  test("a cloud that refuses is quoted", async () => {
    const refusal = () => HttpResponse.text("AccessDenied", { status: 403 });
    server.use(http.post("https://monitoring.eu-central-1.amazonaws.com/", refusal));
    await expect(ask(aws ?? [])).rejects.toThrow(
      "Amazon CloudWatch refused to give its counts: 403 AccessDenied",
    );
  });

  test("AWS: a day's sums of Lambda's metrics and of the twin's own", async () => {
    let form = new URLSearchParams();
    server.use(
      http.post("https://monitoring.eu-central-1.amazonaws.com/", async ({ request }) => {
        form = new URLSearchParams(await request.text());
        const result = (id: number, ...values: number[]): string =>
          `<member><Id>m${id}</Id><Label>x</Label><Values>${values.map((value) => `<member>${value}.0</member>`).join("")}</Values><StatusCode>Complete</StatusCode></member>`;
        const results = [result(0, 4, 3), result(1, 1), result(2, 40), result(3, 2), result(4)].join("\n");
        return HttpResponse.text(
          `<GetMetricDataResponse><GetMetricDataResult><MetricDataResults>${results}</MetricDataResults></GetMetricDataResult></GetMetricDataResponse>`,
        );
      }),
    );
    const counts = await ask(aws ?? []);
    expect(counts?.get("dispatcher")).toEqual({
      invocations: 7,
      errors: 1,
      events: { received: 40, rejected: 2, stored: 0 },
    });
    expect(form.get("MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value")).toBe(
      "demo-dispatcher",
    );
    expect(form.get("MetricDataQueries.member.3.MetricStat.Metric.Namespace")).toBe("Twin2MultiCloud/demo");
    expect(form.get("StartTime")).toBe("2026-11-20T00:00:00.000Z");
  });

  test("Azure: requests and log lines of the twin's workspace", async () => {
    let asked = "";
    server.use(
      http.post("https://login.microsoftonline.com/:tenant/oauth2/v2.0/token", () =>
        HttpResponse.json({ access_token: "t" }),
      ),
      http.post("https://api.loganalytics.io/v1/workspaces/guid-1/query", async ({ request }) => {
        asked = `${request.headers.get("authorization")} ${await request.text()}`;
        const rows = [
          ["persister", "invocations", 9],
          ["persister", "stored", 120],
          ["persister", "errors", 2],
          ["persister", "else", 5],
        ];
        return HttpResponse.json({ tables: [{ name: "PrimaryResult", columns: [], rows }] });
      }),
    );
    const counts = await ask(azure ?? []);
    expect(counts?.get("persister")).toEqual({
      invocations: 9,
      errors: 2,
      events: { received: 0, rejected: 0, stored: 120 },
    });
    expect(asked).toContain("Bearer t");
    expect(asked).toContain("datetime(2026-11-20T15:00:00.000Z)");
  });

  test("Google Cloud: sums of counters and of distributions; a metric that has no value yet is nothing", async () => {
    server.use(
      http.post("https://oauth2.googleapis.com/token", () => HttpResponse.json({ access_token: "t" })),
      http.get("https://monitoring.googleapis.com/v3/projects/demo-project/timeSeries", ({ request }) => {
        const filter = new URL(request.url).searchParams.get("filter") ?? "";
        if (filter.includes("5xx")) return HttpResponse.json({ error: {} }, { status: 404 });
        const value = filter.includes("user/demo-hot-writer-stored")
          ? { distributionValue: { count: "3", mean: 20.5 } }
          : { int64Value: "5" };
        return HttpResponse.json({ timeSeries: [{ points: [{ value }, { value }] }] });
      }),
    );
    const counts = await ask(gcp ?? []);
    expect(counts?.get("hot-writer")).toEqual({
      invocations: 10,
      errors: 0,
      events: { received: 0, rejected: 0, stored: 123 },
    });
  });
});

test("a signature by AWS's rules covers headers and body", () => {
  const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
  const form = { service: "monitoring", region: "us-east-1", body: "Action=ListMetrics" };
  const { headers, url } = signedForm(form, keys, Date.UTC(2015, 7, 30, 12, 36));
  expect(url).toBe("https://monitoring.us-east-1.amazonaws.com/");
  expect(headers?.["authorization"]).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/monitoring\/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=[0-9a-f]{64}$/,
  );
  const other = signedForm({ ...form, body: "Action=Other" }, keys, Date.UTC(2015, 7, 30, 12, 36));
  expect(other.headers?.["authorization"]).not.toBe(headers?.["authorization"]);
});

describe("the local cloud", () => {
  const localCloud = (status: Partial<LocalCloudStatus>): LocalCloud => ({
    up: () => Promise.reject(new Error("not asked")),
    status: async () => ({ running: true, resources: 1, pinned: false, functions: [], ...status }),
    down: async () => {},
    hand: async () => 0,
  });

  test("one that does not run says nothing", async () => {
    expect(await localStatus(localCloud({ running: false }))(QUERY)).toBeUndefined();
  });

  test("functions are found by the name that their cloud gave them, on Azure within their app", async () => {
    const counters = { received: 3, rejected: 1 };
    const status = localStatus(
      localCloud({
        functions: [
          { name: "demo-dispatcher", cloud: "aws", invocations: 2, errors: 0, last_error: null, counters },
          { name: "demo-dispatcher", cloud: "gcp", invocations: 99, errors: 99 },
          { name: "demo-l2-abc123/persister", cloud: "azure", invocations: 1, errors: 1, last_error: "boom" },
        ],
      }),
    );
    const counts = await status(QUERY);
    expect(counts?.get("dispatcher")).toEqual({
      invocations: 2,
      errors: 0,
      events: { received: 3, stored: 0, rejected: 1 },
    });
    expect(counts?.get("persister")?.last_error).toBe("boom");
    expect(counts?.get("hot-writer")).toEqual({ invocations: 0, errors: 0, events: {} });
  });
});

describe("the status of a twin", () => {
  const OUTPUTS = {
    twin: "demo",
    target: "local",
    providers: {},
    hot_reader: { url: "https://localhost:1", headers: {}, ca_file: "/ca" },
    ingest: {},
    functions: [
      { name: "hot-reader", cloud: "gcp", slot: "l3-hot", sha256: "s" },
      { name: "dispatcher", cloud: "aws", slot: "l1", sha256: "s" },
    ],
  };
  const PROVIDERS = {
    l1: "aws",
    l2: "azure",
    "l3-hot": "gcp",
    "l3-cold": "gcp",
    "l3-archive": "gcp",
    l4: "azure",
    l5: "aws",
  };
  const DONE =
    '{"at":"2026-11-20T15:00:00.000Z","run":"deploy","state":"started"}\n{"at":"2026-11-20T15:00:09.000Z","run":"deploy","state":"done"}\n';
  const counted: PlatformStatus = async ({ since }) =>
    new Map([
      [
        "dispatcher",
        { invocations: 2, errors: 0, events: { received: since === Date.UTC(2026, 10, 20, 15) ? 3 : 0 } },
      ],
    ]);

  const statusWith = async (files: Readonly<Record<string, string>>, platform: PlatformStatus = counted) => {
    const machine = testMachine({ files });
    const stackOutputs = async () => STACK_OUTPUTS;
    return statusSchema.parse(
      await twinStatus({ machine, name: "demo", target: "local", platform, stackOutputs }),
    );
  };
  const STACK = "/work/.twin/demo/local";
  const standing = {
    [`${STACK}/journal.jsonl`]: DONE,
    "/work/.twin/demo/outputs.json": JSON.stringify({ ...OUTPUTS, providers: PROVIDERS }),
  };

  test("absent, incomplete, unreachable", async () => {
    expect((await statusWith({})).state).toBe("absent");
    expect((await statusWith({ [`${STACK}/journal.jsonl`]: DONE })).state).toBe("incomplete");
    expect((await statusWith(standing, async () => undefined)).state).toBe("unreachable");
  });

  test("deployed, with what was counted since the first deploy, in the order of the data", async () => {
    expect(await statusWith(standing)).toEqual({
      twin: "demo",
      state: "deployed",
      messages: { received: 3, stored: 0, rejected: 0 },
      functions: [
        { name: "dispatcher", cloud: "aws", slot: "l1", invocations: 2, errors: 0 },
        { name: "hot-reader", cloud: "gcp", slot: "l3-hot", invocations: 0, errors: 0 },
      ],
    });
  });
});
