import { expect, test } from "vitest";
import { createManualTimers } from "../manual-timers.fixture.ts";
import { createMemoryLog } from "../memory-log.fixture.ts";
import { createPolicies } from "../iam/policies.ts";
import { openBroker } from "./broker.ts";
import type { PubsubEntry } from "./message-log.ts";
import { startWorkers } from "./workers.ts";

const TOPIC = "projects/p/topics/t";

test("a push that cannot even begin is tried again like one that failed", async () => {
  const timers = createManualTimers();
  const warnings: string[] = [];
  const warn = (text: string): void => void warnings.push(text);
  const broker = await openBroker({ log: createMemoryLog<PubsubEntry>(), timers, warn });
  let pushes = 0;
  const push = (): Promise<boolean> => {
    pushes += 1;
    return pushes === 1 ? Promise.reject(new Error("no such account")) : Promise.resolve(true);
  };
  startWorkers({ broker, timers, warn, push, policies: createPolicies(() => true) });
  await broker.createTopic({ name: TOPIC }, "terraform");
  const subscription = {
    name: "projects/p/subscriptions/s",
    topic: TOPIC,
    ackDeadlineSeconds: 10,
    retentionSeconds: 600,
    push: { endpoint: "https://localhost:1/" },
  };
  await broker.createSubscription(subscription, "terraform");
  await broker.publish(TOPIC, [{ data: "", attributes: {} }]);
  await expect.poll(() => warnings).toEqual([expect.stringContaining("no such account")]);
  timers.advance(10);
  await expect.poll(() => [...(broker.subscription(subscription.name)?.queue.owed() ?? [])]).toEqual([]);
});
