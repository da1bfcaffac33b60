import { SQSClient } from "@aws-sdk/client-sqs";
import type { SendMessageBatchCommandInput } from "@aws-sdk/client-sqs";
import type { HopItem } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import { describe, expect, test } from "vitest";
import { sqsNextHop } from "./sqs-next-hop.ts";

const item = (second: number, text = ""): HopItem => ({
  record: {
    device_id: "d",
    timestamp: new Date(second * 1000).toISOString(),
    message_id: `m${second}`,
    text,
  },
  trace_id: "0123456789abcdef0123456789abcdef",
  hop: 0,
});

const isBatch = (input: object): input is SendMessageBatchCommandInput => "Entries" in input;

/** A hop whose client answers from `answer`, and the entries of its calls. */
function hopAnswering(answer: (input: SendMessageBatchCommandInput) => object) {
  const calls: SendMessageBatchCommandInput[] = [];
  const client = new SQSClient({ region: "eu-central-1" });
  client.middlewareStack.add(
    () => (args) => {
      if (!isBatch(args.input)) return Promise.reject(new Error("not a SendMessageBatch"));
      const input = args.input;
      calls.push(input);
      return Promise.resolve().then(() => ({ output: { $metadata: {}, ...answer(input) }, response: {} }));
    },
    { step: "initialize", priority: "high" },
  );
  return { hop: sqsNextHop({ queueUrl: "https://sqs/q", client }), calls };
}

const confirmAll = ({ Entries = [] }: SendMessageBatchCommandInput) => ({
  Successful: Entries.map(({ Id }) => ({ Id })),
});

describe("sqsNextHop", () => {
  test("a refused message fails all its records, and only those", async () => {
    const { hop } = hopAnswering(() => ({
      Successful: [{ Id: "0" }],
      Failed: [{ Id: "1", Code: "RequestThrottled", SenderFault: false }],
    }));
    const { failures } = await hop.send(Array.from({ length: 101 }, (_, second) => item(second)));
    expect(failures).toMatchObject([{ index: 100, error: { code: "throttled" } }]);
  });

  test("a message that the answer does not mention has failed", async () => {
    const { hop } = hopAnswering(() => ({}));
    const { failures } = await hop.send([item(1), item(2)]);
    expect(failures).toMatchObject([
      { index: 0, error: { code: "unknown" } },
      { index: 1, error: { code: "unknown" } },
    ]);
  });

  test("a call that fails as a whole fails all of its records, and does not throw", async () => {
    const { hop } = hopAnswering(() => {
      throw Object.assign(new Error("gone"), { name: "QueueDoesNotExist" });
    });
    const { failures } = await hop.send([item(1)]);
    expect(failures).toMatchObject([{ index: 0, error: { code: "not-found" } }]);
  });

  test("no call holds more than ten messages or 256 KiB", async () => {
    const { hop, calls } = hopAnswering(confirmAll);
    await hop.send(Array.from({ length: 1_500 }, (_, second) => item(second)));
    await hop.send(Array.from({ length: 20 }, (_, second) => item(second, "é".repeat(15_000))));
    const sizes = calls.map(({ Entries = [] }) => ({
      entries: Entries.length,
      bytes: Entries.reduce((sum, { MessageBody = "" }) => sum + Buffer.byteLength(MessageBody), 0),
    }));
    expect(sizes.length).toBeGreaterThan(4);
    expect(Math.max(...sizes.map(({ entries }) => entries))).toBeLessThanOrEqual(10);
    expect(Math.max(...sizes.map(({ bytes }) => bytes))).toBeLessThanOrEqual(256 * 1024);
  });

  test("characters that SQS refuses are escaped and arrive all the same", async () => {
    const { hop, calls } = hopAnswering(confirmAll);
    const awkward = item(1, "a\uFFFEb\uFFFFc\u0000d");
    await hop.send([awkward]);
    const body = calls[0]?.Entries?.[0]?.MessageBody ?? "";
    const codes = Array.from(body, (character) => character.codePointAt(0) ?? 0);
    expect(codes.filter((code) => code < 0x20 || code === 0xfffe || code === 0xffff)).toEqual([]);
    expect(parseHopMessage(body)).toEqual([awkward]);
  });

  test("an empty list calls nobody", async () => {
    const { hop, calls } = hopAnswering(confirmAll);
    expect(await hop.send([])).toEqual({ failures: [] });
    expect(calls).toEqual([]);
  });
});
