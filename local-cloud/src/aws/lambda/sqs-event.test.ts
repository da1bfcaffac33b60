import { describe, expect, test } from "vitest";
import type { ReceivedMessage } from "../sqs/message.ts";
import { sqsEvent, succeeded } from "./sqs-event.ts";

const message = (id: string): ReceivedMessage => ({
  id,
  body: `body of ${id}`,
  senderId: "AIDA",
  sentAt: 1_700_000_000_000,
  visibleAt: 1_700_000_000_000,
  receipt: `receipt of ${id}`,
  receiveCount: 2,
  firstReceivedAt: 1_700_000_001_000,
});
const batch = ["a", "b", "c"].map(message);
const left = (payload: string): string[] => succeeded(payload, batch).map(({ id }) => id);

test("a record has what AWS gives", () => {
  expect(JSON.parse(sqsEvent("orders", [message("a")]))).toEqual({
    Records: [
      {
        messageId: "a",
        receiptHandle: "receipt of a",
        body: "body of a",
        attributes: {
          ApproximateReceiveCount: "2",
          SentTimestamp: "1700000000000",
          SenderId: "AIDA",
          ApproximateFirstReceiveTimestamp: "1700000001000",
        },
        messageAttributes: {},
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventSource: "aws:sqs",
        eventSourceARN: "arn:aws:sqs:eu-central-1:000000000000:orders",
        awsRegion: "eu-central-1",
      },
    ],
  });
});

describe("what a report of failures leaves", () => {
  test.each(["null", "{}", '{"batchItemFailures":[]}', '{"batchItemFailures":null}', '"text"'])(
    "%s: all succeeded",
    (payload) => {
      expect(left(payload)).toEqual(["a", "b", "c"]);
    },
  );

  test("named messages failed, the others succeeded", () => {
    expect(left('{"batchItemFailures":[{"itemIdentifier":"b"}]}')).toEqual(["a", "c"]);
  });

  test.each([
    '{"batchItemFailures":[{"itemIdentifier":""}]}',
    '{"batchItemFailures":[{"itemIdentifier":"z"}]}',
    '{"batchItemFailures":[{"itemIdentifier":null}]}',
    '{"batchItemFailures":[{"wrong":"b"}]}',
    '{"batchItemFailures":"b"}',
  ])("%s is broken: all failed", (payload) => {
    expect(left(payload)).toEqual([]);
  });
});
