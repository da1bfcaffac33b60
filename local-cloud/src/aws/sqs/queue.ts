import type { Clock } from "../clock.ts";
import type { ReceivedMessage, StoredMessage } from "./message.ts";
import type { QueueSettings } from "./queue-settings.ts";
import { createSchedule } from "./schedule.ts";

/** What one receive brought to light. */
export interface Taken {
  /** Messages that the receiver gets; hidden from others from now on. */
  readonly messages: ReceivedMessage[];
  /** Messages that were received too often: they belong into the dead-letter queue, and nobody gets them here meanwhile. */
  readonly dead: StoredMessage[];
  /** Messages that are older than the retention: they are to be forgotten. */
  readonly expired: StoredMessage[];
}

/** How many messages stand where. */
export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** The messages of one queue in memory. What must survive is the business of its log. */
export interface Queue {
  settings: QueueSettings;
  /** Takes messages in; one that is here already stays as it is. */
  add(messages: readonly StoredMessage[]): void;
  /** Hands out at most `limit` visible messages and hides them for `hideFor` milliseconds. */
  take(options: { limit: number; hideFor: number; maxReceiveCount: number }): Taken;
  /** Shows messages again that were to leave but could not. */
  putBack(messages: readonly StoredMessage[]): void;
  /** Removes messages by id. */
  remove(ids: readonly string[]): void;
  removeAll(): void;
  /** The id that a receipt stands for: null when the message is gone or was handed out again since. Throws when it is no receipt. */
  idOf(receipt: string): string | null;
  /** Hides a message for that many milliseconds from now, or shows it at once. */
  hide(id: string, milliseconds: number): void;
  counts(): QueueCounts;
  /** How many messages a receiver would get now; may count some that were removed meanwhile. */
  readonly ready: number;
  readonly messages: Iterable<StoredMessage>;
  message(id: string): StoredMessage | undefined;
  /** Calls `listener` whenever messages become visible, until the returned function is called. */
  onArrival(listener: () => void): () => void;
}

interface Slot {
  readonly message: StoredMessage;
  state: "visible" | "in-flight" | "delayed" | "leaving";
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number;
  receipt?: string;
}

/** Makes an empty queue. */
export function createQueue(initial: QueueSettings, clock: Clock): Queue {
  const slots = new Map<string, Slot>();
  const listeners = new Set<() => void>();
  let visible: Slot[] = [];
  let head = 0;
  let settings = initial;

  const show = (slot: Slot): void => {
    slot.state = "visible";
    visible.push(slot);
  };
  const announce = (): void => listeners.forEach((listener) => listener());

  const schedule = createSchedule(clock, (due) => {
    const before = visible.length;
    for (const { at, id } of due) {
      const slot = slots.get(id);
      if (slot?.visibleAt === at && isHidden(slot)) show(slot);
    }
    if (visible.length > before) announce();
  });
  const conceal = (slot: Slot, state: "in-flight" | "delayed", until: number): void => {
    slot.state = state;
    slot.visibleAt = until;
    schedule.add(until, slot.message.id);
  };

  const handOut = (slot: Slot, hideFor: number): ReceivedMessage => {
    slot.receiveCount += 1;
    slot.firstReceivedAt ||= clock.now();
    slot.receipt = `${slot.message.id}.${slot.receiveCount}.${clock.now().toString(36)}`;
    if (hideFor > 0) conceal(slot, "in-flight", clock.now() + hideFor);
    else show(slot);
    const { receiveCount, firstReceivedAt, receipt } = slot;
    return { ...slot.message, receipt, receiveCount, firstReceivedAt };
  };
  const sort = (slot: Slot, taken: Taken, options: { hideFor: number; maxReceiveCount: number }): void => {
    const tooOften = slot.receiveCount >= options.maxReceiveCount;
    const tooOld = clock.now() - slot.message.sentAt >= settings.retention;
    if (!tooOld && !tooOften) {
      taken.messages.push(handOut(slot, options.hideFor));
      return;
    }
    slot.state = "leaving";
    (tooOld ? taken.expired : taken.dead).push(slot.message);
  };

  return {
    get settings() {
      return settings;
    },
    set settings(next) {
      settings = next;
    },
    add(messages) {
      const before = visible.length;
      for (const message of messages) {
        if (slots.has(message.id)) continue;
        const slot: Slot = {
          message,
          state: "visible",
          visibleAt: message.visibleAt,
          receiveCount: 0,
          firstReceivedAt: 0,
        };
        slots.set(message.id, slot);
        if (message.visibleAt > clock.now()) conceal(slot, "delayed", message.visibleAt);
        else show(slot);
      }
      if (visible.length > before) announce();
    },
    take(options) {
      const taken: Taken = { messages: [], dead: [], expired: [] };
      const end = visible.length;
      for (; head < end && taken.messages.length < options.limit; head += 1) {
        const slot = visible[head];
        if (slot?.state === "visible") sort(slot, taken, options);
      }
      if (head > visible.length / 2) {
        visible = visible.slice(head);
        head = 0;
      }
      return taken;
    },
    putBack(messages) {
      for (const { id } of messages) {
        const slot = slots.get(id);
        if (slot?.state === "leaving") show(slot);
      }
    },
    remove(ids) {
      for (const id of ids) {
        const slot = slots.get(id);
        if (slot) slot.state = "leaving";
        slots.delete(id);
      }
    },
    removeAll() {
      slots.clear();
      visible = [];
      head = 0;
    },
    idOf(receipt) {
      const id = RECEIPT.exec(receipt)?.[1];
      if (id === undefined) throw new RangeError(`${receipt} is not a receipt handle`);
      const slot = slots.get(id);
      return slot && (slot.receipt === undefined || slot.receipt === receipt) ? id : null;
    },
    hide(id, milliseconds) {
      const slot = slots.get(id);
      if (!slot || slot.state === "leaving") return;
      if (milliseconds > 0) {
        conceal(slot, "in-flight", clock.now() + milliseconds);
      } else if (slot.state !== "visible") {
        show(slot);
        announce();
      }
    },
    counts() {
      const counts = { visible: 0, inFlight: 0, delayed: 0 };
      for (const { state } of slots.values()) {
        if (state === "delayed") counts.delayed += 1;
        else if (state === "in-flight") counts.inFlight += 1;
        else counts.visible += 1;
      }
      return counts;
    },
    get ready() {
      return visible.length - head;
    },
    get messages() {
      return messagesOf(slots.values());
    },
    message: (id) => slots.get(id)?.message,
    onArrival(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function isHidden({ state }: Slot): boolean {
  return state === "in-flight" || state === "delayed";
}

function* messagesOf(slots: Iterable<Slot>): Iterable<StoredMessage> {
  for (const slot of slots) yield slot.message;
}

const RECEIPT = /^([0-9a-f-]{36})\.\d+\.[0-9a-z]+$/;
