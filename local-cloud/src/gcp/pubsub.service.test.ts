import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_PROJECT, pubsubServiceAgent } from "./account.ts";
import { PROJECT, startTestCloud } from "./cloud.fixture.ts";
import type { Answer, TestCloud } from "./cloud.fixture.ts";

let test_: TestCloud;
let tokens: Record<"administrator" | "nobody", string>;

async function tokenFrom(host: string): Promise<string> {
  const url = `http://${host}/computeMetadata/v1/instance/service-accounts/default/token`;
  const answer: { access_token: string } = JSON.parse(
    await (await fetch(url, { headers: { "metadata-flavor": "Google" } })).text(),
  );
  return answer.access_token;
}

beforeAll(async () => {
  test_ = await startTestCloud();
  const environment = await test_.cloud.emulate();
  const administrator = await tokenFrom(environment["GCE_METADATA_HOST"] ?? "");
  tokens = { administrator, nobody: "ya29.local.bm9ib2R5IDk5OTk5OTk5OTk5.AAAA" };
});
afterAll(() => test_.close());

async function call(
  method: string,
  path: string,
  body: object = {},
  token: string | undefined = tokens.administrator,
): Promise<Answer> {
  return test_.send(`${test_.cloud.endpoints["pubsub"]}/v1/projects/${DEFAULT_PROJECT}/${path}`, {
    method,
    headers: token === "" ? {} : { authorization: `Bearer ${token}` },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
}

async function topicWithSubscription(name: string, more: object = {}): Promise<void> {
  expect(await call("PUT", `topics/${name}`)).toMatchObject({ status: 200 });
  const body = { topic: `projects/${DEFAULT_PROJECT}/topics/${name}`, ...more };
  expect(await call("PUT", `subscriptions/${name}`, body)).toMatchObject({ status: 200 });
}

interface Pulled {
  readonly receivedMessages?: {
    readonly ackId: string;
    readonly deliveryAttempt?: number;
    readonly message: { readonly data: string; readonly attributes: Record<string, string> };
  }[];
}

async function pull(name: string, more: object = {}): Promise<NonNullable<Pulled["receivedMessages"]>> {
  const answer = await call("POST", `subscriptions/${name}:pull`, { maxMessages: 100, ...more });
  const pulled: Pulled = JSON.parse(answer.body);
  return pulled.receivedMessages ?? [];
}

function publish(name: string, ...texts: string[]): Promise<Answer> {
  return call("POST", `topics/${name}:publish`, {
    messages: texts.map((text) => ({ data: Buffer.from(text).toString("base64") })),
  });
}

const textOf = ({ message }: { message: { data: string } }): string =>
  Buffer.from(message.data, "base64").toString();

describe("Pub/Sub over REST", () => {
  test("answers in Google's words who may not come in", async () => {
    const body = { error: { code: 401, status: "UNAUTHENTICATED" } };
    for (const token of ["", tokens.nobody]) {
      const answer = await call("GET", "topics/t", {}, token);
      expect([answer.status, JSON.parse(answer.body)]).toMatchObject([401, body]);
    }
  });

  test.each([
    ["GET", "topics/none", {}, 404, "NOT_FOUND"],
    ["PUT", "topics/1", {}, 400, "INVALID_ARGUMENT"],
    ["POST", "topics/none:publish", { messages: [{ data: "aGk=" }] }, 404, "NOT_FOUND"],
    ["PUT", "subscriptions/orphan", { topic: `projects/${DEFAULT_PROJECT}/topics/none` }, 404, "NOT_FOUND"],
    ["POST", "subscriptions/none:pull", { maxMessages: 1 }, 404, "NOT_FOUND"],
    ["PATCH", "topics/t", {}, 404, "NOT_FOUND"],
  ])("refuses %s %s", async (method, path, body, code, status) => {
    const answer = await call(method, path, body);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([code, { error: { code, status } }]);
  });

  test("refuses what exists, and a body that is no JSON or too large", async () => {
    await topicWithSubscription("exists");
    expect(await call("PUT", "topics/exists")).toMatchObject({ status: 409 });
    const url = `${test_.cloud.endpoints["pubsub"]}/v1/projects/${DEFAULT_PROJECT}/topics/exists:publish`;
    const headers = { authorization: `Bearer ${tokens.administrator}` };
    expect(await test_.send(url, { method: "POST", headers, body: "{" })).toMatchObject({ status: 400 });
    expect(await publish("exists", "x".repeat(8_000_000))).toMatchObject({ status: 400 });
  });

  test("hands a message out again until it is acknowledged", async () => {
    await topicWithSubscription("again");
    await publish("again", "one", "two");
    const first = await pull("again");
    expect(first.map(textOf)).toEqual(["one", "two"]);
    expect(await pull("again", { returnImmediately: true })).toEqual([]);
    const [one, two] = first.map(({ ackId }) => ackId);
    await call("POST", "subscriptions/again:acknowledge", { ackIds: [one] });
    await call("POST", "subscriptions/again:modifyAckDeadline", { ackIds: [two], ackDeadlineSeconds: 0 });
    expect((await pull("again")).map(textOf)).toEqual(["two"]);
  });

  test("wakes a waiting pull", async () => {
    await topicWithSubscription("waiting");
    const waiting = pull("waiting");
    await publish("waiting", "at last");
    expect((await waiting).map(textOf)).toEqual(["at last"]);
  });

  test("keeps what is not acknowledged through a restart", async () => {
    await topicWithSubscription("kept");
    await publish("kept", "done", "open");
    const [done] = await pull("kept", { maxMessages: 1 });
    await call("POST", "subscriptions/kept:acknowledge", { ackIds: [done?.ackId] });
    test_ = await test_.restart();
    await test_.cloud.emulate();
    expect((await pull("kept")).map(textOf)).toEqual(["open"]);
  });
});

describe("a push subscription", () => {
  test("retries, and sets aside what fails for good, if it may", async () => {
    const { email } = await test_.make("google_service_account", { account_id: "push-account" });
    const agent = `serviceAccount:${pubsubServiceAgent(PROJECT)}`;
    for (const name of ["work", "dead"]) await test_.make("google_pubsub_topic", { name });
    await test_.make("google_pubsub_subscription", { name: "dead", topic: "dead" });
    await test_.make("google_pubsub_subscription", {
      name: "work",
      topic: "work",
      push_config: [
        { push_endpoint: "https://localhost:1/nobody", oidc_token: [{ service_account_email: email ?? "" }] },
      ],
      retry_policy: [{ minimum_backoff: "0s", maximum_backoff: "0s" }],
      dead_letter_policy: [
        { dead_letter_topic: `projects/${PROJECT}/topics/dead`, max_delivery_attempts: 5 },
      ],
    });
    await test_.make("google_pubsub_topic_iam_member", {
      topic: "dead",
      role: "roles/pubsub.publisher",
      member: agent,
    });
    await test_.make("google_pubsub_subscription_iam_member", {
      subscription: "work",
      role: "roles/pubsub.subscriber",
      member: agent,
    });
    await test_.make("google_project_iam_member", {
      project: PROJECT,
      role: "roles/pubsub.editor",
      member: `serviceAccount:administrator@${DEFAULT_PROJECT}.iam.gserviceaccount.com`,
    });
    const base = `${test_.cloud.endpoints["pubsub"]}/v1/projects/${PROJECT}`;
    const headers = { authorization: `Bearer ${tokens.administrator}` };
    const messages = [{ data: "aGk=", attributes: { kept: "yes" } }];
    expect(
      await test_.send(`${base}/topics/work:publish`, {
        method: "POST",
        headers,
        body: JSON.stringify({ messages }),
      }),
    ).toMatchObject({ status: 200 });
    const pulled = async (): Promise<Pulled> => {
      const answer = await test_.send(`${base}/subscriptions/dead:pull`, {
        method: "POST",
        headers,
        body: JSON.stringify({ maxMessages: 1, returnImmediately: true }),
      });
      return JSON.parse(answer.body);
    };
    await expect.poll(pulled, { timeout: 15_000 }).toMatchObject({
      receivedMessages: [
        {
          message: {
            data: "aGk=",
            attributes: {
              kept: "yes",
              CloudPubSubDeadLetterSourceDeliveryCount: "5",
              CloudPubSubDeadLetterSourceSubscription: "work",
            },
          },
        },
      ],
    });
  }, 20_000);
});
