import type { HopItem } from "@twin2multicloud/model";
import type { BatchFailure, NextHop } from "@twin2multicloud/ports";

/** A hop that keeps what it was given; `failOn` makes chosen items fail, as a downstream would. */
export interface MemoryNextHop extends NextHop {
  /** Everything sent so far and not yet received; empties the hop. */
  receive(): HopItem[];
}

/** The reference hop: a list, with failures on demand. */
export function memoryNextHop(failOn: (item: HopItem) => Error | undefined = () => undefined): MemoryNextHop {
  let held: HopItem[] = [];
  return {
    send(items) {
      const failures: BatchFailure[] = [];
      items.forEach((item, index) => {
        const error = failOn(item);
        if (error) failures.push({ index, error });
        else held.push(structuredClone(item));
      });
      return Promise.resolve({ failures });
    },
    receive() {
      const received = held;
      held = [];
      return received;
    },
  };
}
