/** Ids by the time at which they are due: a binary heap. */
export interface DueTimes {
  add(at: number, id: string): void;
  /** Takes the earliest entry if it is due at `now`. */
  take(now: number): { readonly at: number; readonly id: string } | undefined;
  /** The earliest time, or undefined when there is none. */
  readonly next: number | undefined;
}

/** Makes an empty heap. */
export function createDueTimes(): DueTimes {
  const heap: { at: number; id: string }[] = [];
  const atOf = (index: number): number => heap[index]?.at ?? Number.POSITIVE_INFINITY;

  const swap = (one: number, other: number): void => {
    const [a, b] = [heap[one], heap[other]];
    if (a && b) [heap[one], heap[other]] = [b, a];
  };
  const rise = (start: number): void => {
    for (let index = start; index > 0;) {
      const parent = (index - 1) >> 1;
      if (atOf(parent) <= atOf(index)) return;
      swap(parent, index);
      index = parent;
    }
  };
  const sink = (): void => {
    for (let index = 0; ;) {
      const child = atOf(2 * index + 2) < atOf(2 * index + 1) ? 2 * index + 2 : 2 * index + 1;
      if (atOf(index) <= atOf(child)) return;
      swap(index, child);
      index = child;
    }
  };

  return {
    add(at, id) {
      heap.push({ at, id });
      rise(heap.length - 1);
    },
    take(now) {
      const first = heap[0];
      if (!first || first.at > now) return undefined;
      const last = heap.pop();
      if (last && heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
    get next() {
      return heap[0]?.at;
    },
  };
}
