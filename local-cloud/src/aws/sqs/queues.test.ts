import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DurableLog } from "../../storage/durable-log.ts";
import { openLog } from "../../storage/open-log.ts";
import { createManualClock } from "../manual-clock.fixture.ts";
import type { ManualClock } from "../manual-clock.fixture.ts";
import type { QueueEvent } from "./queue-journal.ts";
import { openQueues } from "./queues.ts";
import type { Queues } from "./queues.ts";

let folder: string;
let clock: ManualClock;
let log: DurableLog<QueueEvent>;
let queues: Queues;

const open = async (): Promise<void> => {
  log = await openLog<QueueEvent>(join(folder, "sqs.jsonl"));
  queues = await openQueues(log, clock);
};
const reopen = async (): Promise<void> => {
  await queues.close();
  await open();
};
const send = (name: string, ...bodies: string[]): Promise<string[]> =>
  queues.send(
    name,
    bodies.map((body) => ({ body, senderId: "test" })),
  );
const bodies = async (name: string, limit = 10): Promise<string[]> =>
  (await queues.receive(name, { limit })).map(({ body }) => body);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "queues-"));
  clock = createManualClock();
  await open();
});

afterEach(async () => {
  await queues.close();
  await rm(folder, { recursive: true });
});

describe("after a restart", () => {
  test("acknowledged messages are there, removed ones are not", async () => {
    await queues.create("orders", { VisibilityTimeout: "30" });
    await send("orders", "one", "two", "three");
    const [first] = await queues.receive("orders", { limit: 1 });
    await queues.remove("orders", [first?.receipt ?? ""]);
    await reopen();
    expect(await bodies("orders")).toEqual(["two", "three"]);
    expect(queues.get("orders").attributes).toEqual({ VisibilityTimeout: "30" });
  });

  test("a receipt from before still removes its message", async () => {
    await queues.create("orders", {});
    await send("orders", "one");
    const [taken] = await queues.receive("orders", { limit: 1 });
    await reopen();
    await queues.remove("orders", [taken?.receipt ?? ""]);
    expect(await bodies("orders")).toEqual([]);
  });

  test("a purged and a dropped queue stay empty and gone", async () => {
    await queues.create("orders", {});
    await queues.create("other", {});
    await send("orders", "one");
    await queues.purge("orders");
    await queues.drop("other");
    await reopen();
    expect([await bodies("orders"), queues.names()]).toEqual([[], ["orders"]]);
  });

  test("a compacted log holds the same messages in much less space", async () => {
    await queues.create("orders", {});
    const filler = "x".repeat(500_000);
    for (let round = 0; round < 20; round += 1) {
      await send("orders", filler);
      const [taken] = await queues.receive("orders", { limit: 1 });
      await queues.remove("orders", [taken?.receipt ?? ""]);
    }
    await send("orders", "kept");
    await new Promise(setImmediate);
    await send("orders", "later");
    await reopen();
    expect(log.size).toBeLessThan(6_000_000);
    expect(await bodies("orders")).toEqual(["kept", "later"]);
  });
});

describe("dead letters", () => {
  const arn = "arn:aws:sqs:eu-central-1:000000000000:dead";
  const redrive = {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 2 }),
    VisibilityTimeout: "1",
  };

  test("a message moves after as many receives as allowed, also across a restart", async () => {
    await queues.create("dead", {});
    await queues.create("orders", redrive);
    await send("orders", "poison");
    expect(await bodies("orders")).toEqual(["poison"]);
    clock.advance(1_000);
    expect(await bodies("orders")).toEqual(["poison"]);
    clock.advance(1_000);
    expect(await bodies("orders")).toEqual([]);
    await reopen();
    expect([await bodies("orders"), await bodies("dead")]).toEqual([[], ["poison"]]);
  });

  test("a dead-letter queue that does not exist is refused", async () => {
    await expect(queues.create("orders", redrive)).rejects.toThrow("Dead letter target does not exist");
  });

  test("without its dead-letter queue, a message stays and is handed out again", async () => {
    await queues.create("dead", {});
    await queues.create("orders", redrive);
    await queues.drop("dead");
    await send("orders", "poison");
    for (let round = 0; round < 5; round += 1) {
      expect(await bodies("orders")).toEqual(["poison"]);
      clock.advance(1_000);
    }
  });
});

describe("refusals", () => {
  test.each([
    [{ VisibilityTimeout: "43201" }, "InvalidAttributeValue"],
    [{ Nonsense: "1" }, "InvalidAttributeName"],
    [{ RedrivePolicy: "{" }, "InvalidAttributeValue"],
    [{ RedrivePolicy: '{"deadLetterTargetArn":"arn:x","maxReceiveCount":0}' }, "InvalidAttributeValue"],
    [{ FifoQueue: "true" }, "InvalidAttributeValue"],
  ])("attributes %j: %s", async (attributes, code) => {
    await expect(queues.create("orders", attributes)).rejects.toMatchObject({ code });
    expect(queues.names()).toEqual([]);
  });

  test("an equal queue may be made twice, a different one not", async () => {
    await queues.create("orders", { DelaySeconds: "1" });
    await queues.create("orders", { DelaySeconds: "1" });
    await expect(queues.create("orders", { DelaySeconds: "2" })).rejects.toMatchObject({
      code: "QueueNameExists",
    });
  });

  test.each([
    ["", "MissingParameter"],
    ["a\u0000b", "InvalidMessageContents"],
    ["\uFFFF", "InvalidMessageContents"],
    ["x".repeat(1_048_577), "InvalidParameterValue"],
  ])("a body that SQS does not take", async (body, code) => {
    await queues.create("orders", {});
    await expect(send("orders", body)).rejects.toMatchObject({ code });
  });

  test("every character of XML 1.0 and the largest body are taken", async () => {
    await queues.create("orders", {});
    await send("orders", "\t\n\r µ\u007F\u0085\uD7FF\uE000\uFFFD😀", "x".repeat(1_048_576));
    expect(await bodies("orders")).toHaveLength(2);
  });

  test("a queue that does not exist", async () => {
    await expect(send("nowhere", "x")).rejects.toMatchObject({ code: "QueueDoesNotExist" });
  });
});

describe("waiting", () => {
  test("a waiting receiver gets what arrives", async () => {
    await queues.create("orders", {});
    const waiting = queues.receive("orders", { limit: 10, wait: 20_000 });
    await send("orders", "one");
    expect((await waiting).map(({ body }) => body)).toEqual(["one"]);
  });

  test("a wait ends empty when its time is over or the receiver hangs up", async () => {
    await queues.create("orders", {});
    const patient = queues.receive("orders", { limit: 10, wait: 20_000 });
    const hangUp = new AbortController();
    const gone = queues.receive("orders", { limit: 10, wait: 20_000, signal: hangUp.signal });
    hangUp.abort();
    expect(await gone).toEqual([]);
    clock.advance(20_000);
    expect(await patient).toEqual([]);
  });
});
