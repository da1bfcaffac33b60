import assert from "node:assert/strict";
import type { HopItem } from "@twin2multicloud/model";
import type { NextHop } from "@twin2multicloud/ports";
import { freshDevice, itemOf, recordOf } from "./fixtures.ts";
import type { RegisterTest } from "./runner.ts";

/** A hop and its far end: `receive` takes what has arrived durably and empties it. */
export interface HopUnderTest {
  readonly nextHop: NextHop;
  receive(): Promise<readonly HopItem[]>;
}

const bySecond = (a: HopItem, b: HopItem): number => a.record.timestamp.localeCompare(b.record.timestamp);

/** Proves that a NextHop keeps the promises of its port; `makeHop` gives an empty hop. */
export function nextHopContract(test: RegisterTest, makeHop: () => Promise<HopUnderTest>): void {
  const roundTrip = async (items: readonly HopItem[]): Promise<HopItem[]> => {
    const { nextHop, receive } = await makeHop();
    assert.deepEqual(await nextHop.send(items), { failures: [] });
    return [...(await receive())].sort(bySecond);
  };

  test("an empty list sends nothing", async () => {
    assert.deepEqual(await roundTrip([]), []);
  });

  test("one item arrives as it was sent", async () => {
    const record = recordOf(freshDevice(), 1, {
      text: 'Grüße, 温度 🌡️ "\\ \n',
      fraction: 0.1,
      list: [1, null, { a: true }],
    });
    const item = { ...itemOf(record), hop: 3 };
    assert.deepEqual(await roundTrip([item]), [item]);
  });

  test("more items than fit one message all arrive", async () => {
    const device = freshDevice();
    const items = Array.from({ length: 1234 }, (_, second) => itemOf(recordOf(device, second)));
    assert.deepEqual(await roundTrip(items), items);
  });

  test("items of the largest size all arrive", async () => {
    const device = freshDevice();
    const items = Array.from({ length: 12 }, (_, second) =>
      itemOf(recordOf(device, second, { text: "é".repeat(16_000) })),
    );
    assert.deepEqual(await roundTrip(items), items);
  });

  test("calls at the same time do not disturb each other", async () => {
    const { nextHop, receive } = await makeHop();
    const device = freshDevice();
    const items = Array.from({ length: 30 }, (_, second) => itemOf(recordOf(device, second)));
    const results = await Promise.all(items.map((item) => nextHop.send([item])));
    assert.deepEqual(
      results.flatMap(({ failures }) => failures),
      [],
    );
    assert.deepEqual([...(await receive())].sort(bySecond), items);
  });
}
