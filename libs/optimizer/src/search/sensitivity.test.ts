import { expect, test } from "vitest";
import { smallCatalogue, requestWith, smallModel } from "./fixtures/small-model.ts";
import { optimizeWith } from "./optimize-with.ts";
import type { OptimizeRequest } from "./request.ts";
import { placementWith } from "../pricing/placement.ts";

/** Crossing costs nothing, so that every slot stands where it is cheapest. */
const catalogue = smallCatalogue({
  aws: { egress: 0, l1: 0.5, l2: 0.5, "l3-hot": 0.5, "l3-cold": 0.5, "l3-archive": 0.5, l4: 0.3, l5: 0.8 },
  azure: { egress: 0, l1: 20, l2: 20, "l3-hot": 20, "l3-cold": 20, "l3-archive": 20, l4: 0.6 },
});

const WINNER = "aws|aws|aws|aws|aws|aws|aws";

function sensitivity(more: Partial<OptimizeRequest> = {}) {
  const model = smallModel({ clouds: ["aws", "azure"], turnable: {} });
  const outcome = optimizeWith(model, requestWith({ given: { devices: 100 }, catalogue, ...more }));
  if ("refusal" in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return new Map(outcome.result.sensitivity.map((entry) => [entry.meter, entry]));
}

test("a price of a line turns the winner at the first of four digits beyond the tie", () => {
  expect(sensitivity().get("aws.l5")).toEqual({
    meter: "aws.l5",
    per: "device-month",
    paid: 80,
    plus10: 8,
    turningFactor: 1.251,
    winnerThen: "aws|aws|aws|aws|aws|aws|azure",
  });
});

test("a price that only a formula reads counts as well", () => {
  expect(sensitivity().get("aws.l4")).toEqual({
    meter: "aws.l4",
    per: "device-month",
    paid: 30,
    plus10: 3,
    turningFactor: 2.001,
    winnerThen: "aws|aws|aws|aws|aws|azure|aws",
  });
});

test("a price that nobody undercuts within a factor of ten turns nothing", () => {
  expect(sensitivity().get("aws.l2")).toMatchObject({
    paid: 50,
    plus10: 5,
    turningFactor: null,
    winnerThen: null,
  });
});

test("a price that is not paid is listed where its fall would make another win", () => {
  const all = sensitivity();
  expect(all.get("azure.l5")).toEqual({
    meter: "azure.l5",
    per: "device-month",
    paid: 0,
    plus10: 0,
    turningFactor: 0.7999,
    winnerThen: "aws|aws|aws|aws|aws|aws|azure",
  });
  expect(all.has("azure.l1")).toBe(false);
  expect(all.has("aws.egress")).toBe(false);
});

test("the optimum pays no more than the cheapest alternative when a price grows", () => {
  const dearer = smallCatalogue({ aws: { l5: 0.95, egress: 0 }, azure: { egress: 0, l4: 9 } });
  const entry = sensitivity({ catalogue: dearer }).get("aws.l5");
  expect(entry?.plus10).toBeCloseTo(5, 9);
  expect(entry?.turningFactor).toBe(1.053);
});

test("a winner by name alone loses at the smallest rise of its price, although the optimum pays no more", () => {
  const even = smallCatalogue({ aws: { egress: 0 }, azure: { egress: 0, l4: 9 } });
  expect(sensitivity({ catalogue: even }).get("aws.l5")).toMatchObject({
    plus10: 0,
    turningFactor: 1.001,
    winnerThen: "aws|aws|aws|aws|aws|aws|azure",
  });
});

test("a tenth of a price has no noise of floating point", () => {
  const odd = smallCatalogue({ aws: { egress: 0, l5: 0.07 }, azure: { egress: 0 } });
  expect(sensitivity({ catalogue: odd, given: { devices: 3 } }).get("aws.l5")?.plus10).toBe(0.021);
});

test("what a given placement pays is told of that placement, what turns the winner of the winner", () => {
  const given = sensitivity({ placement: placementWith(() => "azure") });
  expect(given.get("azure.l1")).toMatchObject({ paid: 2000, plus10: 0, turningFactor: null });
  expect(given.get("azure.l4")).toMatchObject({ paid: 60, turningFactor: 0.4999 });
  expect(sensitivity().get("aws.l1")?.winnerThen).toBeNull();
});

test("amounts are in the currency of the result", () => {
  expect(sensitivity({ currency: "EUR" }).get("aws.l5")).toMatchObject({ paid: 72, plus10: 7.2 });
});

test("the winner is the one that the prices say", () => {
  const outcome = optimizeWith(
    smallModel({ turnable: {} }),
    requestWith({
      given: { devices: 100 },
      catalogue,
      constraints: { pin: {}, forbid: [], residency: ["EU"], require: [] },
    }),
  );
  expect("result" in outcome && outcome.result.ranked[0]?.placement).toBe(WINNER);
});
