import type { PaperScenario } from "@twin2multicloud/model";
import type { Random } from "../random.ts";
import { randomInterval } from "../random-rate.ts";
import type { Rate } from "../random-rate.ts";

/** Devices and interval whose messages of a month are near a number at which a hub or a band ends. */
function atLimit(random: Random): Rate {
  const interval = random.pick([1.8, 0.18, 0.9, 3.6, 0.36, 7.2]);
  const limit = random.pick([1e6, 12e6, 120e6, 180e6, 1e9, 1.8e9, 5e9, 9e9, 18e9]);
  const blocks = random.pick([1, 1, 2, 3]);
  const devices = Math.round(limit / Math.round(43_200 / interval) / blocks) + random.pick([0, 0, 1, -1]);
  return { devices: Math.max(1, devices), interval };
}

function rate(random: Random): Rate {
  if (random.chance(0.3)) return atLimit(random);
  return {
    devices: random.pick([
      99,
      100,
      9999,
      10_000,
      Math.round(random.magnitude(1, 1e5)),
      Math.round(random.magnitude(1, 1e8)),
    ]),
    interval: randomInterval(random, 5000),
  };
}

/** Any scenario that the paper's formulas take. */
export function randomPaperScenario(random: Random): PaperScenario {
  const { devices, interval } = rate(random);
  const months = (most: number): number =>
    random.pick([0, 1, random.whole(0, most), random.whole(0, 4 * most) / 4]);
  return {
    numberOfDevices: devices,
    deviceSendingIntervalInMinutes: interval,
    averageSizeOfMessageInKb: random.pick([
      0.25,
      1,
      4,
      4.0001,
      5,
      5.0001,
      8,
      10,
      random.magnitude(0.01, 500),
      random.magnitude(0.05, 20),
    ]),
    hotStorageDurationInMonths: months(12),
    coolStorageDurationInMonths: months(36),
    archiveStorageDurationInMonths: months(120),
    needs3DModel: random.chance(0.2),
    entityCount: random.whole(0, random.pick([0, 100, 100_000])),
    amountOfActiveEditors: random.whole(0, random.pick([0, 5, 500])),
    amountOfActiveViewers: random.whole(0, random.pick([0, 5, 500])),
    dashboardRefreshesPerHour: random.pick([0, random.whole(0, 120), random.magnitude(0.1, 100_000)]),
    dashboardActiveHoursPerDay: random.pick([0, 24, random.whole(0, 24), 7.5]),
    currency: "USD",
  };
}
