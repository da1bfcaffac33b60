import { describe, expect, test } from "vitest";
import { readPushMessage, toDeviceMessage } from "./push-message.ts";

const message = {
  data: Buffer.from("hällo").toString("base64"),
  messageId: "1234567890",
  publishTime: "2026-05-01T00:00:00.123456Z",
};
const subscription = "projects/p/subscriptions/s";

describe("push messages", () => {
  test.each([
    [undefined, "body"],
    ["text", "body"],
    [[], "body"],
    [{}, "message"],
    [{ message: [] }, "message"],
    [{ message: { ...message, data: 7 } }, "message.data"],
    [{ message: { ...message, messageId: "" } }, "message.messageId"],
    [{ message: { ...message, publishTime: "soon" } }, "message.publishTime"],
    [{ message: { ...message, attributes: "x" } }, "message.attributes"],
  ])("what is no push names the wrong path: %j", (body, path) => {
    expect(() => readPushMessage(body)).toThrow(`push request: ${path}: expected`);
  });

  test("a device message keeps its bytes and the time at which Pub/Sub took it", () => {
    const raw = toDeviceMessage(readPushMessage({ message, subscription }));
    expect(Buffer.from(raw.body).toString()).toBe("hällo");
    expect(raw).toMatchObject({ arrived_at: message.publishTime });
    expect("device_id" in raw).toBe(false);
  });

  test("a message without data is empty", () => {
    const { messageId, publishTime } = message;
    expect(readPushMessage({ message: { messageId, publishTime } }).data).toHaveLength(0);
  });

  test("the trace id comes from the publisher's trace context, else from the message id", () => {
    const traceOf = (attributes: object) =>
      toDeviceMessage(readPushMessage({ message: { ...message, attributes } })).trace_id;
    const trace = "0123456789abcdef0123456789abcdef";
    expect(traceOf({ googclient_traceparent: `00-${trace}-0123456789abcdef-01` })).toBe(trace);
    expect(traceOf({})).toMatch(/^[0-9a-f]{32}$/);
    expect(traceOf({ googclient_traceparent: "nonsense" })).toBe(traceOf({}));
  });
});
