import type { DataAction } from "../identity/roles.ts";
import type { QueueStore } from "../storage/queue-store.ts";
import type { QueueMessage } from "../storage/stored-queue.ts";
import type { QueueSettings } from "./host-json.ts";
import type { Outcome, TypedData } from "./protocol.ts";

/** What a listener needs. */
export interface QueueListenerOptions {
  readonly store: QueueStore;
  /** The queue as `account/name`. */
  readonly queue: string;
  readonly settings: QueueSettings;
  /** How long a message may be worked on. */
  readonly functionTimeoutMs: number;
  /** Why the host may not do any of these with the queue at present; undefined where it may. */
  readonly obstacle: (anyOf: readonly DataAction[]) => string | undefined;
  /** The same for the poison queue. */
  readonly poisonObstacle: (anyOf: readonly DataAction[]) => string | undefined;
  readonly run: (input: TypedData, metadata: Readonly<Record<string, TypedData>>) => Promise<Outcome>;
  readonly report: (problem: string) => void;
  readonly now: () => number;
}

/** Feeds the messages of one queue to one function. */
export interface QueueListener {
  /** Takes no further message and resolves when those at work are done. */
  stop(): Promise<void>;
}

/** The host hides a message for ten minutes at a time and renews while the function runs. */
const LEASE_MS = 10 * 60 * 1000;
const FIRST_RETRY_MS = 500;

/** Starts to listen. A message is deleted after success only; after the last allowed try it moves to `<queue>-poison`. */
export function startQueueListener(options: QueueListenerOptions): QueueListener {
  const { store, queue, settings, now } = options;
  const atWork = new Set<Promise<void>>();
  let stopped = false;
  let pumping = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let retryMs = FIRST_RETRY_MS;
  let reported: string | undefined;

  const wakeIn = (ms: number): void => {
    clearTimeout(timer);
    timer = stopped ? undefined : setTimeout(pump, Math.min(ms, settings.maxPollingIntervalMs));
  };

  const hinder = (problem: string): void => {
    if (problem !== reported) options.report(`queue ${queue}: ${problem}`);
    reported = problem;
    wakeIn(retryMs);
    retryMs *= 2;
  };

  const work = (message: QueueMessage): void => {
    const job = handle(message, options)
      .catch((error: unknown) => options.report(`queue ${queue}: ${describe(error)}`))
      .finally(() => {
        atWork.delete(job);
        pump();
      });
    atWork.add(job);
  };

  const takeOnce = async (): Promise<boolean> => {
    if (stopped || atWork.size > settings.newBatchThreshold) return false;
    const problem =
      options.obstacle(["messages/process"]) ??
      (store.has(queue) ? undefined : "404 QueueNotFound: the queue does not exist");
    if (problem !== undefined) {
      hinder(problem);
      return false;
    }
    reported = undefined;
    retryMs = FIRST_RETRY_MS;
    const visibilityMs = Math.max(LEASE_MS, 2 * options.functionTimeoutMs);
    const taken = await store.take(queue, { max: settings.batchSize, visibilityMs, lent: true });
    taken.forEach(work);
    if (taken.length === 0) sleepUntilVisible();
    return taken.length > 0;
  };

  const sleepUntilVisible = (): void => {
    const wakesAt = store.wakesAt(queue);
    if (wakesAt !== undefined) wakeIn(Math.max(1, wakesAt - now()));
  };

  const drain = async (): Promise<void> => {
    do {
      again = false;
      while (await takeOnce());
    } while (again);
  };

  function pump(): void {
    again = true;
    if (pumping) return;
    pumping = true;
    void drain()
      .catch((error: unknown) => hinder(describe(error)))
      .finally(() => {
        pumping = false;
        if (again) pump();
      });
  }

  const unwatch = store.watch(queue, pump);
  pump();
  return {
    async stop() {
      stopped = true;
      unwatch();
      clearTimeout(timer);
      await Promise.allSettled(atWork);
    },
  };
}

async function handle(message: QueueMessage, options: QueueListenerOptions): Promise<void> {
  const { store, queue, settings } = options;
  const outcome = await options.run(inputOf(message, settings), metadataOf(message));
  if (outcome.ok) {
    await store.remove(queue, message.id, message.receipt);
    return;
  }
  if (message.count >= settings.maxDequeueCount) {
    if (await poison(message, options)) return;
  }
  const { id, receipt } = message;
  const problem = options.obstacle(["messages/write"]);
  if (problem !== undefined) throw new Error(`message ${id} stays hidden until its lease ends: ${problem}`);
  await store.update(queue, { id, receipt, visibilityMs: settings.visibilityTimeoutMs });
}

async function poison(message: QueueMessage, options: QueueListenerOptions): Promise<boolean> {
  const { store, queue } = options;
  const target = `${queue}-poison`;
  const write = options.poisonObstacle(["messages/add", "messages/write"]);
  const problem = write ?? (store.has(target) ? undefined : options.poisonObstacle(["queues/write"]));
  if (problem !== undefined) {
    options.report(`queue ${target}: ${problem}`);
    return false;
  }
  if (!store.has(target)) await store.create(target, {});
  await store.put(target, { text: message.text });
  await store.remove(queue, message.id, message.receipt);
  options.report(
    `queue ${queue}: message ${message.id} failed ${message.count} times and was moved to ${target}`,
  );
  return true;
}

function inputOf(message: QueueMessage, settings: QueueSettings): TypedData {
  return { string: settings.base64 ? Buffer.from(message.text, "base64").toString("utf8") : message.text };
}

function metadataOf(message: QueueMessage): Record<string, TypedData> {
  const json = (value: unknown): TypedData => ({ json: JSON.stringify(value) });
  return {
    Id: json(message.id),
    DequeueCount: json(message.count),
    InsertionTime: json(new Date(message.inserted).toISOString()),
    NextVisibleTime: json(new Date(message.visible).toISOString()),
    PopReceipt: json(message.receipt),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
