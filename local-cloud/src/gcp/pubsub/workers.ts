import type { Policies } from "../iam/policies.ts";
import type { Timers } from "../timers.ts";
import type { Broker, Subscription } from "./broker.ts";
import type { Delivery } from "./delivery-queue.ts";
import type { PushConfig } from "./model.ts";
import { createPuller } from "./puller.ts";
import type { Puller } from "./puller.ts";
import { startPushPump } from "./push-pump.ts";
import { pushBody } from "./push-request.ts";
import { createOutcomes } from "./subscriber.ts";

/** Posts one push and answers whether the endpoint took it (a 2xx in time). */
export type Push = (push: PushConfig, body: string, deadlineMs: number) => Promise<boolean>;

/** What workers need. */
export interface WorkerDeps {
  readonly broker: Broker;
  readonly policies: Policies;
  readonly timers: Timers;
  readonly push: Push;
  readonly warn: (text: string) => void;
}

/** Keeps a worker for every subscription: a pump for one that pushes, and the means to pull from one that does not. */
export function startWorkers(deps: WorkerDeps): { puller(name: string): Puller | undefined } {
  const workers = new Map<string, { readonly puller: Puller; stop(): void }>();
  deps.broker.onSubscription((name, subscription) => {
    workers.get(name)?.stop();
    workers.delete(name);
    if (subscription) workers.set(name, startWorker(subscription, deps));
  });
  return { puller: (name) => workers.get(name)?.puller };
}

function startWorker(
  subscription: Subscription,
  deps: WorkerDeps,
): { readonly puller: Puller; stop(): void } {
  const outcomes = createOutcomes(subscription, deps);
  const puller = createPuller(subscription, outcomes, deps.timers);
  const { config, queue } = subscription;
  const { push } = config;
  if (!push) return { puller, stop: () => puller.stop() };
  const report = (outcome: Promise<void>): void => {
    outcome.catch((error: unknown) =>
      deps.warn(`Pub/Sub could not settle a message of ${config.name}: ${String(error)}`),
    );
  };
  const pump = startPushPump({
    queue,
    timers: deps.timers,
    push: (delivery: Delivery) =>
      deps
        .push(push, pushBody(config, delivery), config.ackDeadlineSeconds * 1000)
        .catch((error: unknown) => {
          deps.warn(`Pub/Sub could not push to ${push.endpoint}: ${String(error)}`);
          return false;
        }),
    succeeded: (delivery) => report(outcomes.accepted(delivery)),
    failed: (delivery) => report(outcomes.refused(delivery)),
  });
  return { puller, stop: () => pump.stop() };
}
