import { describe, expect, test } from "vitest";
import { messagesFromJson } from "./publish-request.ts";
import { deadLetterAttributes, pushBody, retryDelay } from "./push-request.ts";
import { nameComplaint } from "./names.ts";
import { subscriptionFromJson, subscriptionToJson } from "./subscription-json.ts";

const NAME = "projects/p/subscriptions/s";
const base = { name: NAME, topic: "projects/p/topics/t", ackDeadlineSeconds: 10, retentionSeconds: 600 };
const delivery = { message: { id: "7", data: "aGk=", attributes: { a: "b" }, publishedAt: 0 }, attempts: 3 };

describe("a publish request", () => {
  test.each([
    ["nothing", {}, /at least one message/],
    [
      "too many messages",
      { messages: Array.from({ length: 1001 }, () => ({ data: "aGk=" })) },
      /limit is 1000/,
    ],
    ["an empty message", { messages: [{}] }, /messages.*are empty/],
    ["data that is no base64", { messages: [{ data: "§" }] }, /Base64/],
    ["a reserved attribute", { messages: [{ attributes: { googclient: "x" } }] }, /googclient/],
    ["an attribute that is too long", { messages: [{ attributes: { a: "x".repeat(1025) } }] }, /1024 bytes/],
    ["an ordering key", { messages: [{ data: "aGk=", orderingKey: "k" }] }, /ordering keys/],
  ])("is refused with %s", (_, body, reason) => {
    expect(() => messagesFromJson(body)).toThrow(reason);
  });

  test("may use the alphabet of URLs, which subscribers get as the usual one", () => {
    expect(messagesFromJson({ messages: [{ data: "_-8=" }] })).toEqual([{ data: "/+8=", attributes: {} }]);
  });
});

describe("a push", () => {
  test("carries message, subscription and, where there are dead letters, the attempt", () => {
    const body: unknown = JSON.parse(
      pushBody({ ...base, deadLetter: { topic: "projects/p/topics/d", maxAttempts: 5 } }, delivery),
    );
    expect(body).toMatchObject({
      deliveryAttempt: 3,
      message: {
        data: "aGk=",
        messageId: "7",
        attributes: { a: "b" },
        publishTime: "1970-01-01T00:00:00.000Z",
      },
      subscription: NAME,
    });
    expect(JSON.parse(pushBody(base, delivery))).not.toHaveProperty("deliveryAttempt");
  });

  test("that fails waits twice as long each time, up to the maximum", () => {
    const retry = { minimumSeconds: 1, maximumSeconds: 30 };
    expect([1, 2, 3, 6, 40].map((attempts) => retryDelay(retry, attempts))).toEqual([
      1000, 2000, 4000, 30_000, 30_000,
    ]);
    expect(retryDelay(undefined, 9)).toBe(0);
  });

  test("that became a dead letter says where it came from", () => {
    expect(deadLetterAttributes(base, delivery)).toEqual({
      a: "b",
      CloudPubSubDeadLetterSourceDeliveryCount: "3",
      CloudPubSubDeadLetterSourceSubscription: "s",
      CloudPubSubDeadLetterSourceSubscriptionProject: "p",
      CloudPubSubDeadLetterSourceTopicPublishTime: "1970-01-01T00:00:00.000Z",
    });
  });
});

describe("a subscription in JSON", () => {
  test("is read as it is shown", () => {
    const config = {
      ...base,
      push: { endpoint: "https://localhost:1", serviceAccount: "a@b", audience: "x" },
      retry: { minimumSeconds: 1, maximumSeconds: 30 },
      deadLetter: { topic: "projects/p/topics/d", maxAttempts: 5 },
    };
    expect(subscriptionFromJson(NAME, JSON.parse(JSON.stringify(subscriptionToJson(config))))).toEqual(
      config,
    );
  });

  test.each([
    [{}, /topic/],
    [{ topic: "t", ackDeadlineSeconds: 9 }, /ackDeadlineSeconds.*10 to 600/],
    [{ topic: "t", messageRetentionDuration: "599s" }, /messageRetentionDuration/],
    [
      { topic: "t", deadLetterPolicy: { deadLetterTopic: "d", maxDeliveryAttempts: 4 } },
      /maxDeliveryAttempts/,
    ],
  ])("is refused as %j", (body, reason) => {
    expect(() => subscriptionFromJson(NAME, body)).toThrow(reason);
  });
});

test.each(["ab", "1abc", "google-topic", "a b c", `a${"x".repeat(255)}`])(
  "the name %s is no name of a topic",
  (name) => {
    expect(nameComplaint(name)).toBeDefined();
  },
);

test("letters, digits and a few signs are a name", () => {
  expect(nameComplaint("demo-telemetry_1.~+%")).toBeUndefined();
});
