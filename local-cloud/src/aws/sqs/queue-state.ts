import type { Clock } from "../clock.ts";
import type { QueueEvent } from "./queue-journal.ts";
import { queueSettings } from "./queue-settings.ts";
import type { QueueAttributes } from "./queue-settings.ts";
import { createQueue } from "./queue.ts";
import type { Queue } from "./queue.ts";

/** A queue with its name and the attributes that it was given. */
export interface NamedQueue {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  attributes: QueueAttributes;
  readonly queue: Queue;
}

/** The queues of the account by name. */
export type QueueState = Map<string, NamedQueue>;

/** Applies an event that is on disk. */
export function applyEvent(state: QueueState, event: QueueEvent, clock: Clock): void {
  switch (event.event) {
    case "queue":
      putQueue(state, event, clock);
      break;
    case "dropped":
      state.delete(event.queue);
      break;
    case "purged":
      state.get(event.queue)?.queue.removeAll();
      break;
    case "sent":
      state.get(event.queue)?.queue.add(event.messages);
      break;
    case "removed":
      state.get(event.queue)?.queue.remove(event.ids);
      break;
    case "moved":
      move(state, event);
      break;
  }
}

/** The events that rebuild this state. */
export function* snapshotEvents(state: QueueState): Iterable<QueueEvent> {
  for (const { name, createdAt, attributes } of state.values()) {
    yield { event: "queue", queue: name, createdAt, attributes };
  }
  for (const { name, queue } of state.values()) {
    for (const message of queue.messages) yield { event: "sent", queue: name, messages: [message] };
  }
}

function putQueue(state: QueueState, event: QueueEvent & { event: "queue" }, clock: Clock): void {
  const settings = queueSettings(event.attributes);
  const existing = state.get(event.queue);
  if (existing) {
    existing.attributes = event.attributes;
    existing.queue.settings = settings;
    return;
  }
  const { queue: name, createdAt, attributes } = event;
  state.set(name, { name, createdAt, attributes, queue: createQueue(settings, clock) });
}

function move(state: QueueState, event: QueueEvent & { event: "moved" }): void {
  const source = state.get(event.from)?.queue;
  const target = state.get(event.to)?.queue;
  if (!source || !target) return;
  target.add(event.ids.map((id) => source.message(id)).filter((message) => message !== undefined));
  source.remove(event.ids);
}
