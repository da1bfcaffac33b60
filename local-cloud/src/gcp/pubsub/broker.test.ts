import { describe, expect, test } from "vitest";
import { createManualTimers } from "../manual-timers.fixture.ts";
import { createMemoryLog } from "../memory-log.fixture.ts";
import type { MemoryLog } from "../memory-log.fixture.ts";
import { openBroker } from "./broker.ts";
import type { Broker, Origin } from "./broker.ts";
import type { PubsubEntry } from "./message-log.ts";

const TOPIC = "projects/p/topics/t";
const ONE = "projects/p/subscriptions/one";
const TWO = "projects/p/subscriptions/two";

function broker(log: MemoryLog<PubsubEntry>): Promise<Broker> {
  return openBroker({ log, timers: createManualTimers(), warn: () => {} });
}

async function withSubscriptions(opened: Broker, origin: Origin, names = [ONE, TWO]): Promise<Broker> {
  await opened.createTopic({ name: TOPIC }, origin);
  for (const name of names) {
    await opened.createSubscription(
      { name, topic: TOPIC, ackDeadlineSeconds: 10, retentionSeconds: 600 },
      origin,
    );
  }
  return opened;
}

const message = (data: string) => ({ data, attributes: {} });

function owed(opened: Broker, name: string): string[] {
  return [...(opened.subscription(name)?.queue.owed() ?? [])].map(({ data }) => data);
}

async function settleNext(opened: Broker, name: string): Promise<void> {
  const subscription = opened.subscription(name);
  const delivery = subscription?.queue.take();
  if (delivery) await subscription?.settle(delivery);
}

describe("the Pub/Sub broker", () => {
  test("refuses what is not there and what is there already", async () => {
    const opened = await withSubscriptions(await broker(createMemoryLog()), "rest", [ONE]);
    await expect(opened.publish("projects/p/topics/none", [message("a")])).rejects.toThrow(/not found.*none/);
    await expect(opened.createTopic({ name: TOPIC }, "rest")).rejects.toThrow(/already exists/);
    await expect(withSubscriptions(opened, "rest")).rejects.toThrow(/already exists/);
    await expect(opened.deleteSubscription(TWO)).rejects.toThrow(/not found/);
  });

  test("acknowledges no publish that the disk did not take", async () => {
    const log = createMemoryLog<PubsubEntry>();
    const opened = await withSubscriptions(await broker(log), "terraform");
    log.fail(true);
    await expect(opened.publish(TOPIC, [message("a")])).rejects.toThrow(/disk is full/);
    expect(owed(opened, ONE)).toEqual([]);
    log.fail(false);
    expect(await opened.publish(TOPIC, [message("b")])).toHaveLength(1);
    expect(owed(opened, ONE)).toEqual(["b"]);
  });

  test("owes each subscription its own copy, also after the process was killed", async () => {
    const log = createMemoryLog<PubsubEntry>();
    const opened = await withSubscriptions(await broker(log), "terraform");
    await opened.publish(TOPIC, [message("a"), message("b")]);
    await settleNext(opened, ONE);
    const again = await withSubscriptions(await broker(log.reopened()), "restored");
    expect([owed(again, ONE), owed(again, TWO)]).toEqual([["b"], ["a", "b"]]);
  });

  test("brings back by itself what was made by REST, and not what was deleted", async () => {
    const log = createMemoryLog<PubsubEntry>();
    const opened = await withSubscriptions(await broker(log), "rest");
    await opened.publish(TOPIC, [message("a")]);
    await opened.deleteSubscription(TWO);
    expect(JSON.stringify(log.written)).not.toContain(TWO);
    const again = await broker(log.reopened());
    expect(owed(again, ONE)).toEqual(["a"]);
    expect(again.subscription(TWO)).toBeUndefined();
  });

  test("gives a new subscription nothing of an earlier one of its name", async () => {
    const log = createMemoryLog<PubsubEntry>();
    const opened = await withSubscriptions(await broker(log), "terraform");
    await opened.publish(TOPIC, [message("a")]);
    const second = log.reopened();
    await withSubscriptions(await broker(second), "terraform");
    const third = await withSubscriptions(await broker(second.reopened()), "restored");
    expect(owed(third, ONE)).toEqual([]);
  });

  test("keeps what is owed when a subscription changes and when its topic goes", async () => {
    const opened = await withSubscriptions(await broker(createMemoryLog()), "terraform", [ONE]);
    await opened.publish(TOPIC, [message("a")]);
    await opened.updateSubscription({
      name: ONE,
      topic: TOPIC,
      ackDeadlineSeconds: 60,
      retentionSeconds: 600,
    });
    await opened.deleteTopic(TOPIC);
    expect(owed(opened, ONE)).toEqual(["a"]);
    expect(opened.subscription(ONE)?.config).toMatchObject({
      topic: "_deleted-topic_",
      ackDeadlineSeconds: 60,
    });
  });

  test("compacts its log to what is still owed, and loses no publish that is under way", async () => {
    const log = createMemoryLog<PubsubEntry>([], 0);
    const opened = await withSubscriptions(await broker(log), "terraform");
    const large = message("x".repeat(9 * 1024 * 1024));
    await opened.publish(TOPIC, [large]);
    await settleNext(opened, ONE);
    await settleNext(opened, TWO);
    await Promise.all([opened.publish(TOPIC, [large]), opened.publish(TOPIC, [message("under way")])]);
    const again = await withSubscriptions(await broker(log.reopened()), "restored");
    expect(
      owed(again, TWO)
        .map((data) => data.slice(0, 9))
        .toSorted(),
    ).toEqual(["under way", "xxxxxxxxx"]);
    expect(log.written.length).toBeLessThan(5);
  });
});
