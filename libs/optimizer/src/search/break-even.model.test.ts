import { expect, test } from "vitest";
import home from "../../../../scenarios/smart-home.json" with { type: "json" };
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { exact } from "../exact.ts";
import type { Exact } from "../exact.ts";
import type { CostModel } from "../model/cost-model.ts";
import { PAPER_2025 } from "../models/paper-2025/paper-2025.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { nameOfPlacement, placementOfNumber } from "../pricing/placement.ts";
import { breakEvens } from "./break-even.ts";
import { demandsOf, numbersMeeting } from "./demand.ts";
import { NOW, pricingOf, scenarioOf, smallCatalogue, smallModel } from "./fixtures/small-model.ts";
import { cheapestOf, exactTotalsOf } from "./optimum.ts";
import { turnedTo } from "./turning.ts";

const CLOUDS = ["aws", "azure"] as const;

/** While crossing costs little, l1 and l5 stand on azure; with more devices first l5 comes home, then l1. */
const catalogue = smallCatalogue({
  azure: { l1: 0.6, l2: 1.3, "l3-hot": 1.3, "l3-cold": 1.3, "l3-archive": 1.3, l4: 1.3, l5: 0.9 },
});
const allowed = numbersMeeting(demandsOf({ pin: {}, forbid: [], residency: ["EU"], require: [] }, catalogue));

function winner(devices: number, among: readonly number[] = allowed): string {
  const pricing = pricingOf(smallModel({ clouds: CLOUDS }), catalogue, devices);
  let best: { number: number; total: Exact } | undefined;
  for (const number of among) {
    const total = pricing.exactTotal(placementOfNumber(number));
    if (!best || total.compare(best.total) < 0) best = { number, total };
  }
  return nameOfPlacement(placementOfNumber(best?.number ?? 0));
}

function found(more: Partial<CostModel> = {}, devices = 5, among = allowed) {
  const pricer = createPricer(smallModel({ clouds: CLOUDS, ...more }), { catalogue, now: NOW });
  return breakEvens(pricer, { scenario: scenarioOf(devices), allowed: among });
}

const HORIZON = 120;

test("all changes are those of brute force, to the device", () => {
  const winners = Array.from({ length: HORIZON }, (_, index) => winner(index + 1));
  const changes = winners.flatMap((to, index) => {
    const from = winners[index - 1];
    return from === undefined || from === to ? [] : [{ value: index + 1, from, to }];
  });
  expect(changes.length).toBeGreaterThan(1);
  const seen = found().filter(({ value }) => value <= HORIZON);
  expect(seen.map(({ value, from, to }) => ({ value, from, to }))).toEqual(changes);
  expect(seen[0]).toMatchObject({ turned: "devices", unit: "device", at: 5 });
});

test("the range ends where the model refuses the scenario", () => {
  const [, second] = found();
  const last = (second?.value ?? 0) - 1;
  const refusal = { code: "IOT_HUB_CAPACITY_EXCEEDED", findings: [] } as const;
  const limited = found({
    limits: ({ inputs }) => ({
      exclusions: [],
      warnings: [],
      ...((inputs["devices"]?.compare(exact(last)) ?? 0) > 0 && { refusal }),
    }),
  });
  expect(limited).toEqual(found().slice(0, 1));
});

test("the range ends where a turned scenario would not be read", () => {
  const [first, second] = found();
  const least = (first?.value ?? 0) + 1;
  const most = second?.value ?? 0;
  const accepts: CostModel["accepts"] = ({ inputs }) => {
    const devices = inputs["devices"] ?? exact(0);
    return devices.compare(exact(least)) >= 0 && devices.compare(exact(most)) <= 0;
  };
  expect(found({ accepts }, least + 1)).toEqual([{ ...second, at: least + 1 }]);
});

test("values that are not counted are found to four digits", () => {
  const breaks = found({ turnable: { interval: "devices" } }, 7.77);
  expect(breaks.length).toBeGreaterThan(0);
  for (const { turned, value, from, to, at } of breaks) {
    expect(turned).toBe("interval");
    expect(at).toBe(7.77);
    const [digits = "", exponent = ""] = value.toExponential(3).split("e");
    const before = Number(`${Number(digits) - 0.001}e${exponent}`);
    expect([winner(before), winner(value)]).toEqual([from, to]);
  }
});

test("a winner of a few percent of the range is found: each unit of IoT Hub is cheapest while it is nearly full", () => {
  const context = { catalogue: SHIPPED_CATALOGUE, now: NOW };
  const reading = PAPER_2025.read(home, context);
  if ("refusal" in reading) throw new Error("refused");
  const pricer = createPricer(PAPER_2025, context);
  const every = numbersMeeting([]);
  const l1At = (devices: number): string | undefined => {
    const outcome = pricer.price(turnedTo(reading.scenario, "devices", exact(devices)));
    if ("refusal" in outcome) return undefined;
    const best = cheapestOf(outcome.pricing.totals, every, exactTotalsOf(outcome.pricing));
    return best && placementOfNumber(best.number).l1;
  };
  const around = Array.from({ length: 500 }, (_, index) => 200 * (index + 1));
  const brackets = around.filter((devices) => l1At(devices) !== l1At(devices + 200));
  const changes = breakEvens(pricer, { scenario: reading.scenario, allowed: every }).filter(
    ({ turned, value, from, to }) =>
      turned === "devices" && value <= 100_000 && from.split("|")[0] !== to.split("|")[0],
  );
  expect(brackets.length).toBeGreaterThan(10);
  expect(changes.map(({ value }) => 200 * Math.floor((value - 1) / 200))).toEqual(brackets);
});

test("demands hold for every value: pinned alone, nothing changes", () => {
  expect(found({}, 5, [0])).toEqual([]);
});

test("a model without turnable inputs, or without any admissible placement, has none", () => {
  expect(found({ turnable: {} })).toEqual([]);
  expect(found({}, 5, [])).toEqual([]);
});
