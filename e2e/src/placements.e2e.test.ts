import { isDeepStrictEqual } from "node:util";
import { CLOUDS } from "@twin2multicloud/model";
import type { TwinStatus } from "@twin2multicloud/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { poll } from "./poll.ts";
import { readPage, waitForRecords } from "./reader.ts";
import { DEVICE, FAHRENHEIT_DEVICE } from "./twin-project.ts";
import type { Placement } from "./twin-project.ts";
import { createWorkplace, deployTwin } from "./workplace.ts";
import type { TestTwin, Workplace } from "./workplace.ts";

const PLACEMENTS: Placement[] = CLOUDS.flatMap((l1) =>
  CLOUDS.flatMap((l2) => CLOUDS.map((hot) => ({ l1, l2, hot }))),
);

const READINGS = [
  { time: "2026-05-01T10:00:00.000Z", temperature: 21.123456789, label: "Grüße, 温度 🌡️" },
  { time: "2026-05-01T10:00:00.001Z", temperature: -0.1, label: "" },
  { time: "2026-05-01T10:00:00.001Z", temperature: 3, label: "the same millisecond" },
  { time: "2026-05-01T10:00:05.000Z", temperature: 1e-9, label: "last" },
];

/** The cloud whose public endpoints this placement is the one to switch off: once per ordered pair and crossing. */
function outageOf({ l1, l2, hot }: Placement) {
  if (l1 !== l2 && l2 === hot) return l2;
  return l1 === l2 && l2 !== hot ? hot : undefined;
}

let workplace: Workplace;
beforeAll(async () => {
  workplace = await createWorkplace({ reattach: true });
});
afterAll(() => workplace.remove());

async function checkReadings(twin: TestTwin): Promise<void> {
  const rows = READINGS.map((reading) => ({ ...reading }));
  expect(await twin.replay(DEVICE, rows)).toMatchObject({ sent: 4, acknowledged: 4, failed: 0 });
  // The same file again: the same message ids, as after a redelivery.
  expect(await twin.replay(DEVICE, rows)).toMatchObject({ acknowledged: 4, failed: 0 });
  await twin.replay(FAHRENHEIT_DEVICE, [{ time: "2026-05-01T10:00:00Z", temperature: 212 }]);
  const [oven] = await waitForRecords(twin.outputs, FAHRENHEIT_DEVICE, { count: 1 });
  expect(oven).toMatchObject({ temperature: 100, unit: "celsius" });
  await waitForCounts(twin, { received: 9, stored: 5, rejected: 0 });
  const records = await waitForRecords(twin.outputs, DEVICE, { count: 4 });
  expect(records.map(({ timestamp }) => timestamp)).toEqual(READINGS.map(({ time }) => time));
  const seen = records.map(({ temperature, label }) => JSON.stringify([temperature, label]));
  expect(seen.toSorted()).toEqual(
    READINGS.map(({ temperature, label }) => JSON.stringify([temperature, label])).toSorted(),
  );
  const latest = await readPage(twin.outputs, { device_id: DEVICE, latest: "true" });
  expect(latest.items).toEqual(records.slice(-1));
}

/** Waits until the platform has counted exactly these. (`expect.poll` knows no test where two run at a time.) */
async function waitForCounts(twin: TestTwin, messages: TwinStatus["messages"]): Promise<void> {
  let seen: TwinStatus["messages"] | undefined;
  const ask = async () => {
    seen = (await twin.status()).messages;
    return isDeepStrictEqual(seen, messages) ? true : undefined;
  };
  await poll(ask, {
    what: `counts ${JSON.stringify(messages)}`,
    lastSeen: () => `They are ${JSON.stringify(seen)}.`,
  });
}

/** The receiving cloud answers nobody for three seconds: what the device sends meanwhile must arrive all the same. */
async function checkOutage(twin: TestTwin, cloud: string): Promise<void> {
  const outage = await workplace.localCloud(["outage", "--cloud", cloud, "--seconds", "3"]);
  expect(outage.code).toBe(0);
  await twin.replay(DEVICE, [{ time: "2026-05-02T00:00:00Z", temperature: 7, label: "during the outage" }]);
  const records = await waitForRecords(twin.outputs, DEVICE, { count: READINGS.length + 1 });
  expect(records.at(-1)).toMatchObject({ label: "during the outage" });
}

describe.concurrent("a twin on every placement of L1, L2 and hot storage", () => {
  test.for(PLACEMENTS)("$l1 $l2 $hot", async (placement) => {
    const { l1, l2, hot } = placement;
    const twin = await deployTwin(workplace, `t-${l1}-${l2}-${hot}`, placement);
    await checkReadings(twin);
    const down = outageOf(placement);
    if (down) await checkOutage(twin, down);
    expect((await twin.destroy()).code).toBe(0);
  });
});
