import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDaemonServices } from "../daemon/daemon-services.ts";
import { startChild } from "../processes/child-process.ts";
import { openBroker } from "./pubsub/broker.ts";
import type { PubsubEntry } from "./pubsub/message-log.ts";
import { systemTimers } from "./timers.ts";

const folder = await mkdtemp(join(tmpdir(), "gcp-killed-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Publishes for ever and says which message was acknowledged. */
const PUBLISHER = `
const { createDaemonServices } = await import(process.env.SERVICES);
const { openBroker } = await import(process.env.BROKER);
const { systemTimers } = await import(process.env.TIMERS);
const services = await createDaemonServices({ folder: process.env.FOLDER });
const broker = await openBroker({ log: await services.openLog("pubsub"), timers: systemTimers, warn: console.error });
await broker.createTopic({ name: "projects/p/topics/t" }, "rest");
await broker.createSubscription({ name: "projects/p/subscriptions/s", topic: "projects/p/topics/t", ackDeadlineSeconds: 10, retentionSeconds: 600 }, "rest");
for (let next = 0; ; next += 10) {
  await Promise.all(Array.from({ length: 10 }, async (_, offset) => {
    const text = String(next + offset);
    await broker.publish("projects/p/topics/t", [{ data: text, attributes: {} }]);
    console.log("acknowledged " + text);
  }));
}`;

const urlOf = (file: string): string => new URL(file, import.meta.url).href;

test("no acknowledged message is lost when the process is killed", async () => {
  const acknowledged: string[] = [];
  let enough = (): void => {};
  const published = new Promise<void>((resolve) => (enough = resolve));
  const child = await startChild({
    node: process.execPath,
    args: ["--input-type=module", "-e", PUBLISHER],
    env: {
      SERVICES: urlOf("../daemon/daemon-services.ts"),
      BROKER: urlOf("pubsub/broker.ts"),
      TIMERS: urlOf("timers.ts"),
      FOLDER: folder,
    },
    cwd: folder,
    onLine(line) {
      const text = /^acknowledged (\d+)$/.exec(line)?.[1];
      if (text) acknowledged.push(text);
      if (acknowledged.length === 200) enough();
    },
  });
  await Promise.race([
    published,
    child.exited.then(() => Promise.reject(new Error("the publisher ended early"))),
  ]);
  await child.stop(0);

  const services = await createDaemonServices({ folder });
  const broker = await openBroker({
    log: await services.openLog<PubsubEntry>("pubsub"),
    timers: systemTimers,
    warn: () => {},
  });
  const owed = new Set(
    [...(broker.subscription("projects/p/subscriptions/s")?.queue.owed() ?? [])].map(({ data }) => data),
  );
  expect(acknowledged.filter((text) => !owed.has(text))).toEqual([]);
  broker.stop();
});
