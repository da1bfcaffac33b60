import { CLOUDS } from "@twin2multicloud/model";
import { poll } from "../poll.ts";
import { connectRawDevice } from "../raw-device.ts";
import { readPage } from "../reader.ts";
import { DEVICE } from "../twin-project.ts";
import type { Placement } from "../twin-project.ts";
import { deployTwin } from "../workplace.ts";
import type { TestTwin, Workplace } from "../workplace.ts";
import { percentile } from "./figures.ts";
import type { Figure } from "./figures.ts";

const ROWS = 10_000;
const LATENCY_SAMPLES = 60;

const PLACEMENTS: readonly Placement[] = [
  { l1: "aws", l2: "azure", hot: "gcp" },
  ...CLOUDS.map((cloud) => ({ l1: cloud, l2: cloud, hot: cloud })),
];

async function warmUp(twin: TestTwin): Promise<void> {
  await twin.replay(DEVICE, [{ time: "2020-01-01T00:00:00Z", temperature: 1 }]);
  await storedReach(twin, 1);
}

function storedReach(twin: TestTwin, count: number): Promise<true> {
  let stored = 0;
  const ask = async () => {
    stored = (await twin.status()).messages.stored;
    return stored >= count ? true : undefined;
  };
  return poll(ask, { what: `${count} stored`, seconds: 300, lastSeen: () => `${stored} are.` });
}

/** From the first message to the last one stored. */
async function messagesPerSecond(twin: TestTwin): Promise<number> {
  const rows = Array.from({ length: ROWS }, (_, row) => ({
    time: new Date(Date.UTC(2026, 0, 1) + row * 1000).toISOString(),
    temperature: row + 0.5,
  }));
  const started = Date.now();
  const counts = await twin.replay(DEVICE, rows);
  if (counts.failed > 0) throw new Error(`${counts.failed} messages failed`);
  await storedReach(twin, ROWS + 1);
  return ROWS / ((Date.now() - started) / 1000);
}

/** From a device's publish to the record in the hot reader's answer, one message after the other. */
async function latencies(twin: TestTwin): Promise<number[]> {
  const device = await connectRawDevice(twin.outputs, DEVICE);
  const samples: number[] = [];
  for (let row = 0; row < LATENCY_SAMPLES; row += 1) {
    const message_id = `latency-${row}`;
    const started = performance.now();
    await device.send(
      JSON.stringify({
        device_id: DEVICE,
        message_id,
        temperature: row,
        time: Date.UTC(2030, 0, 1) + row * 1000,
      }),
    );
    await poll(() => isNewest(twin, message_id), { what: message_id });
    samples.push(performance.now() - started);
  }
  await device.close();
  return samples;
}

async function isNewest(twin: TestTwin, id: string): Promise<true | undefined> {
  const { items } = await readPage(twin.outputs, { device_id: DEVICE, latest: "true" });
  return items[0]?.message_id === id ? true : undefined;
}

/** Throughput and latency of the demo placement and of the three single-cloud ones, one after the other. */
export async function* dataPath(workplace: Workplace): AsyncGenerator<Figure[]> {
  for (const placement of PLACEMENTS) {
    const label = `${placement.l1}-${placement.l2}-${placement.hot}`;
    const twin = await deployTwin(workplace, `b-${label}`, placement);
    await warmUp(twin);
    const rate = await messagesPerSecond(twin);
    const samples = await latencies(twin);
    await twin.destroy();
    yield [
      { name: `stored ${label}`, value: rate, unit: "msg/s", target: ">= 300" },
      { name: `latency p50 ${label}`, value: percentile(samples, 0.5), unit: "ms" },
      { name: `latency p99 ${label}`, value: percentile(samples, 0.99), unit: "ms" },
    ];
  }
}
