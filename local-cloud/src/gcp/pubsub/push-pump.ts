import type { Timers } from "../timers.ts";
import type { Delivery, DeliveryQueue } from "./delivery-queue.ts";

/** So many pushes of one subscription are under way at most. */
export const MAX_PUSHES = 80;

/** The first window; it grows with every success. */
const FIRST_PUSHES = 8;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** Pushes what a queue has ready, several at a time. */
export interface PushPump {
  stop(): void;
}

/**
 * Keeps pushing: the window grows by one with each success and halves with each failure; while nothing but failures come
 * back, pushing pauses longer and longer, so that a dead endpoint is not stormed.
 */
export function startPushPump(deps: {
  queue: DeliveryQueue;
  timers: Timers;
  push: (delivery: Delivery) => Promise<boolean>;
  succeeded: (delivery: Delivery) => void;
  failed: (delivery: Delivery) => void;
}): PushPump {
  const { queue, timers } = deps;
  let window = FIRST_PUSHES;
  let underWay = 0;
  let failuresInARow = 0;
  let cancelPause: (() => void) | undefined;
  let stopped = false;

  const mayPush = (): boolean => !stopped && !cancelPause && underWay < window;

  const pump = (): void => {
    while (mayPush()) {
      const delivery = queue.take();
      if (!delivery) return;
      underWay += 1;
      void deliver(delivery);
    }
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const accepted = await deps.push(delivery);
    underWay -= 1;
    if (accepted) onSuccess();
    else onFailure();
    if (accepted) deps.succeeded(delivery);
    else deps.failed(delivery);
    pump();
  };

  const onSuccess = (): void => {
    failuresInARow = 0;
    window = Math.min(MAX_PUSHES, window + 1);
    cancelPause?.();
    cancelPause = undefined;
  };

  const onFailure = (): void => {
    failuresInARow += 1;
    window = Math.max(1, Math.floor(window / 2));
    if (failuresInARow < 2 || cancelPause || stopped) return;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(10, failuresInARow - 2));
    cancelPause = timers.after(pause, () => {
      cancelPause = undefined;
      pump();
    });
  };

  const forget = queue.onReady(pump);
  pump();
  return {
    stop() {
      stopped = true;
      forget();
      cancelPause?.();
    },
  };
}
