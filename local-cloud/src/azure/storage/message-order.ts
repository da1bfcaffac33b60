/** Something that becomes available at a time (milliseconds since 1970). */
export interface Timed {
  visible: number;
}

/**
 * The order in which the messages of a queue are handed out: what is visible, in order of becoming so, then what is hidden by
 * time. A message whose time was changed is added again; `isCurrent` tells the stale places apart.
 */
export interface MessageOrder<Item extends Timed> {
  add(item: Item, now: number): void;
  /** Removes and returns the next visible item. */
  next(now: number): Item | undefined;
  /** The visible items without removing them, at most `max`. */
  peek(max: number, now: number): Item[];
  /** When the next hidden item becomes visible. */
  readonly wakesAt: number | undefined;
}

interface Place<Item> {
  readonly item: Item;
  readonly visible: number;
  /** Where times are equal, what was added first comes first. */
  readonly serial: number;
}

/** Makes an empty order. */
export function createMessageOrder<Item extends Timed>(isKept: (item: Item) => boolean): MessageOrder<Item> {
  let ready: Place<Item>[] = [];
  let head = 0;
  const hidden: Place<Item>[] = [];
  let serial = 0;

  const isCurrent = (place: Place<Item>): boolean =>
    place.visible === place.item.visible && isKept(place.item);

  const dropStale = (): void => {
    while (hidden[0] && !isCurrent(hidden[0])) popHeap(hidden);
  };

  const promote = (now: number): void => {
    dropStale();
    while (hidden[0] && hidden[0].visible <= now) {
      const place = popHeap(hidden);
      if (place && isCurrent(place)) ready.push(place);
      dropStale();
    }
  };

  const shift = (): Place<Item> | undefined => {
    const place = ready[head];
    head += 1;
    if (head > 1024 && head * 2 > ready.length) {
      ready = ready.slice(head);
      head = 0;
    }
    return place;
  };

  return {
    add(item, now) {
      serial += 1;
      const place = { item, visible: item.visible, serial };
      if (item.visible <= now) ready.push(place);
      else pushHeap(hidden, place);
    },
    next(now) {
      promote(now);
      while (head < ready.length) {
        const place = shift();
        if (place && isCurrent(place)) return place.item;
      }
      return undefined;
    },
    peek(max, now) {
      promote(now);
      const found: Item[] = [];
      for (let index = head; index < ready.length && found.length < max; index += 1) {
        const place = ready[index];
        if (place && isCurrent(place)) found.push(place.item);
      }
      return found;
    },
    get wakesAt() {
      dropStale();
      return hidden[0]?.visible;
    },
  };
}

function pushHeap<Item>(heap: Place<Item>[], place: Place<Item>): void {
  heap.push(place);
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!swapIfEarlier(heap, index, parent)) return;
    index = parent;
  }
}

function popHeap<Item>(heap: Place<Item>[]): Place<Item> | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (heap.length > 0 && last) {
    heap[0] = last;
    sink(heap);
  }
  return first;
}

function sink<Item>(heap: Place<Item>[]): void {
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const right = left + 1;
    const child = isEarlier(heap[right], heap[left]) ? right : left;
    if (child >= heap.length || !swapIfEarlier(heap, child, index)) return;
    index = child;
  }
}

function swapIfEarlier<Item>(heap: Place<Item>[], child: number, parent: number): boolean {
  const lower = heap[child];
  const upper = heap[parent];
  if (!lower || !upper || !isEarlier(lower, upper)) return false;
  heap[parent] = lower;
  heap[child] = upper;
  return true;
}

function isEarlier<Item>(one: Place<Item> | undefined, other: Place<Item> | undefined): boolean {
  if (!one || !other) return one !== undefined;
  return one.visible === other.visible ? one.serial < other.serial : one.visible < other.visible;
}
