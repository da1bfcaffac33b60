import type { PriceRow } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import home from "../../../../scenarios/smart-home.json" with { type: "json" };
import type { CostModel } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import { COST_MODELS } from "../models/index.ts";
import { NOW, observedPlan } from "../models/twin2clouds-v2/fixtures/priced.ts";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { EVERY_PLACEMENT, nameOfPlacement } from "../pricing/placement.ts";
import { slackOf } from "../pricing/pricing.ts";
import { ceiling, choice, atMost, largest, metered, over, plus, price, times } from "../sheet/expression.ts";
import type { Term } from "../sheet/expression.ts";
import { cell } from "../sheet/sheet.ts";
import { smallModel } from "./fixtures/small-model.ts";
import { straightPrices } from "./straight-prices.ts";

const text = { unit: "USD", about: "a test", source: "a test" };
const p = price("p");

const isStraight = (formula: Term, name = "more"): boolean => {
  const { sheet } = smallModel();
  const cells = [cell(name, formula, text), ...sheet.cells.filter((other) => other.name !== name)];
  return straightPrices(smallModel({ sheet: { ...sheet, cells } }), {})("p");
};

describe("what a price does to a formula", () => {
  test.each([
    ["a product with a quantity", times("devices", p)],
    ["a sum of such products", plus(times(2, p), times("devices", p), price("q"))],
    ["bands of its own", metered("p", ceiling("devices"))],
    ["no price at all", ceiling("devices")],
  ])("%s keeps totals straight", (_, formula) => {
    expect(isStraight(formula)).toBe(true);
  });

  test.each([
    ["a ceiling", ceiling(times("devices", p))],
    ["a least amount", largest(1, p)],
    ["a condition", choice(atMost(p, 1), 1, 2)],
    ["a product of prices", times(p, price("q"))],
    ["a square", times(p, p)],
    ["a divisor", over(1, p)],
    ["a quantity that is charged by bands", metered("q", p)],
    ["a bend deep inside", plus(1, times(2, largest(1, p)))],
  ])("%s bends them", (_, formula) => {
    expect(isStraight(formula)).toBe(false);
  });

  test("a quantity that charges name bends them, for bands may be applied to it", () => {
    expect(isStraight(times("devices", p), "bytes")).toBe(false);
  });

  test("what a cell does counts for all cells that name it", () => {
    const { sheet } = smallModel();
    const cells = [...sheet.cells, cell("part", times(2, p), text), cell("whole", largest(1, "part"), text)];
    expect(straightPrices(smallModel({ sheet: { ...sheet, cells } }), {})("p")).toBe(false);
  });
});

const CONTEXT = { catalogue: SHIPPED_CATALOGUE, now: NOW };

function scenarioOf(model: CostModel): Scenario {
  const contexts = model.name === "twin2clouds-v2" ? { providerPricingContexts: observedPlan() } : {};
  const reading = model.read({ ...home, ...contexts }, CONTEXT);
  if ("refusal" in reading) throw new Error(JSON.stringify(reading.refusal));
  return reading.scenario;
}

function totalsWith(model: CostModel, scenario: Scenario, rows: readonly PriceRow[]): Float64Array {
  const outcome = createPricer(model, CONTEXT, rows).price(scenario);
  if ("refusal" in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.pricing.totals;
}

const timesPrice = (row: PriceRow, factor: number): PriceRow => ({
  ...row,
  tiers: row.tiers.map((tier) => ({ ...tier, price: tier.price * factor })),
});

describe.each(Object.values(COST_MODELS).map((model) => [model.name, model] as const))("%s", (_, model) => {
  const scenario = scenarioOf(model);
  const rows = model.rows(SHIPPED_CATALOGUE);
  const straight = straightPrices(model, scenario.flags);
  const once = totalsWith(model, scenario, rows);

  test("most prices are straight, those of IoT Hub are not", () => {
    const bent = rows.filter(({ meter }) => !straight(meter)).map(({ meter }) => meter);
    expect(bent).toEqual(expect.arrayContaining([expect.stringContaining("azure.iot-hub.s1")]));
    expect(bent.length).toBeLessThan(rows.length / 5);
  });

  test("seven times a straight price costs seven times what it costs alone", () => {
    for (const row of rows.filter(({ meter }) => straight(meter))) {
      const withFactor = (factor: number): Float64Array =>
        totalsWith(
          model,
          scenario,
          rows.map((other) => (other === row ? timesPrice(row, factor) : other)),
        );
      const [none, seven] = [withFactor(0), withFactor(7)];
      const off = EVERY_PLACEMENT.filter((__, number) => {
        const [without = 0, total = 0, grown = 0] = [none[number], once[number], seven[number]];
        return Math.abs(without + 7 * (total - without) - grown) > 8 * slackOf(grown);
      });
      expect(off.map(nameOfPlacement), row.meter).toEqual([]);
    }
  });
});
