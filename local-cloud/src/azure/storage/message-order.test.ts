import { expect, test } from "vitest";
import { createMessageOrder } from "./message-order.ts";

test("what becomes visible comes in the order of its time, whatever the order in which it was added", () => {
  const gone = new Set<object>();
  const order = createMessageOrder<{ visible: number }>((item) => !gone.has(item));
  const items = [70, 10, 50, 90, 30, 20, 80].map((visible) => ({ visible }));
  items.forEach((item) => order.add(item, 0));
  gone.add(items[2] ?? {});
  expect(order.wakesAt).toBe(10);
  expect(order.next(5)).toBeUndefined();
  const seen: number[] = [];
  for (let item = order.next(75); item; item = order.next(75)) seen.push(item.visible);
  expect(seen).toEqual([10, 20, 30, 70]);
  expect(order.wakesAt).toBe(80);
});

test("thousands of items are handed out without keeping those that are gone", () => {
  const order = createMessageOrder<{ visible: number }>(() => true);
  for (let visible = 0; visible < 5000; visible += 1) order.add({ visible }, 10_000);
  let count = 0;
  while (order.next(10_000)) count += 1;
  expect(count).toBe(5000);
});
