import { randomUUID } from "node:crypto";
import type { DurableLog } from "../../storage/durable-log.ts";
import { openJournal } from "../durability/journal.ts";
import type { Delivery } from "./deliver-to-queue.ts";
import type { EventGridEvent } from "./event-grid-event.ts";

/** An event that could not be delivered yet; times are milliseconds since 1970. */
export interface Undelivered {
  readonly id: string;
  readonly subscription: string;
  readonly event: EventGridEvent;
  readonly published: number;
  readonly attempts: number;
  readonly lastAttempt: number;
  readonly lastOutcome: string;
  /** When the next try is due; in the past for one that is beyond help. */
  readonly due: number;
  readonly hopeless: boolean;
}

/** One durable change of the outbox. */
export type OutboxEntry =
  | { readonly op: "keep"; readonly item: Undelivered }
  | { readonly op: "done"; readonly id: string };

/** What became of a try; `gone` means that nobody wants the event any more. */
export type Try = Delivery | { readonly ok: true; readonly gone: true };

/** What an outbox needs. */
export interface OutboxOptions {
  readonly log: DurableLog<OutboxEntry>;
  /** Tries again to deliver, or to dead-letter what is beyond help. */
  readonly attempt: (item: Undelivered) => Promise<Try>;
  /** Whether no further try may follow. */
  readonly isHopeless: (item: Undelivered) => boolean;
  readonly report: (problem: string) => void;
  readonly now: () => number;
}

/** Events that wait for their next try; they survive a killed daemon. */
export interface Outbox {
  /** Resolves when the event is durable. */
  keep(first: {
    subscription: string;
    event: EventGridEvent;
    failure: Delivery & { ok: false };
  }): Promise<void>;
  readonly size: number;
  close(): Promise<void>;
}

// https://learn.microsoft.com/azure/event-grid/delivery-and-retry#retry-schedule
const SCHEDULE_SECONDS = [10, 30, 60, 300, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600];

/** Opens the outbox of a log and goes on with what it holds. */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { log, now } = options;
  const items = new Map<string, Undelivered>();
  const atWork = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const journal = await openJournal<OutboxEntry>({
    log,
    apply: (entry) =>
      void (entry.op === "keep" ? items.set(entry.item.id, entry.item) : items.delete(entry.id)),
    *snapshot() {
      for (const item of items.values()) yield { op: "keep", item };
    },
  });

  const schedule = (): void => {
    clearTimeout(timer);
    const waiting = [...items.values()].filter((item) => !atWork.has(item.id)).map((item) => item.due);
    if (closed || waiting.length === 0) return;
    timer = setTimeout(workDue, Math.max(0, Math.min(...waiting) - now()));
  };

  const workOn = async (item: Undelivered): Promise<void> => {
    const outcome = await options.attempt(item);
    await journal.record(
      outcome.ok ? { op: "done", id: item.id } : { op: "keep", item: failed(item, outcome, options) },
    );
  };

  function workDue(): void {
    const due = [...items.values()].filter((item) => item.due <= now() && !atWork.has(item.id));
    for (const item of due) {
      atWork.add(item.id);
      void workOn(item)
        .catch((error: unknown) => options.report(`event ${item.event.id}: ${String(error)}`))
        .finally(() => {
          atWork.delete(item.id);
          schedule();
        });
    }
  }

  schedule();
  return {
    async keep({ subscription, event, failure }) {
      const at = now();
      const blank = {
        id: randomUUID(),
        subscription,
        event,
        published: at,
        attempts: 0,
        lastAttempt: at,
        lastOutcome: "",
      };
      await journal.record({
        op: "keep",
        item: failed({ ...blank, due: at, hopeless: false }, failure, options),
      });
      schedule();
    },
    get size() {
      return items.size;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await journal.close();
    },
  };
}

function failed(
  item: Undelivered,
  failure: Delivery & { ok: false },
  { now, isHopeless }: OutboxOptions,
): Undelivered {
  const attempts = item.attempts + 1;
  const seconds = SCHEDULE_SECONDS[Math.min(attempts, SCHEDULE_SECONDS.length) - 1] ?? 0;
  const next = {
    ...item,
    attempts,
    lastAttempt: now(),
    lastOutcome: failure.reason,
    due: now() + seconds * 1000,
  };
  if (item.hopeless) return next;
  return failure.retry && !isHopeless(next) ? next : { ...next, hopeless: true, due: now() };
}
