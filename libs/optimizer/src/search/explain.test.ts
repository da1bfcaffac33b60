import { describe, expect, test } from "vitest";
import { openInquiry } from "./inquiry.ts";
import type { ExplainOutcome, FigureExplanation } from "./explain.ts";
import { requestWith, smallModel } from "./fixtures/small-model.ts";
import { NO_GCP_L4, still } from "./fixtures/small-requests.ts";
import { optimizeWith } from "./optimize-with.ts";
import type { OptimizeRequest } from "./request.ts";

function asked(figure: string, request = requestWith(), model = smallModel()): ExplainOutcome {
  const outcome = openInquiry(model, request);
  if ("refusal" in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.inquiry.explain(figure);
}

function explained(figure: string, request: OptimizeRequest = requestWith()): FigureExplanation {
  const outcome = asked(figure, request);
  if (!("explanation" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.explanation;
}

/** Two clouds in use, so that an edge costs something. */
const crossing = requestWith({
  given: { devices: 30 },
  constraints: { pin: { l1: "aws", l2: "azure" }, forbid: [], residency: [], require: [] },
});

describe("what cannot be explained", () => {
  test("a figure that there is not: the names of those that there are", () => {
    const outcome = asked("moon");
    expect(outcome).toEqual({
      unknown: expect.arrayContaining(["total", "l3_hot", "l1_l2", "layers.gcp.l1", "devices-served"]),
    });
  });

  test("an edge that the model does not price", () => {
    expect(asked("l1_l3_hot")).toEqual({ unknown: expect.not.arrayContaining(["l1_l3_hot"]) });
    expect(asked("l1_l2")).toHaveProperty("explanation.of", "l1_l2");
  });

  test("a refused scenario", () => {
    const outcome = openInquiry(smallModel(), requestWith({ given: {} }));
    expect(outcome).toHaveProperty("refusal.code", "SCENARIO_INVALID");
  });
});

test("the lines of a slot add up to what the result says it costs", () => {
  const outcome = optimizeWith(still(smallModel()), crossing);
  if ("refusal" in outcome) throw new Error("refused");
  const { layers, placement, edges, total } = outcome.result;
  for (const key of ["l1", "l3_hot", "l4"] as const)
    expect(explained(key, crossing).value).toBe(layers[placement[key]][key].cost);
  const edge = edges.find(({ id }) => id === "l1_l2");
  expect(explained("l1-l2", crossing).value).toBe(edge?.egress);
  expect(explained("total", crossing).value).toBe(total);
});

test("a slot on another cloud is explained by its path in the result", () => {
  const model = smallModel({}, [NO_GCP_L4]);
  const outcome = optimizeWith(still(model), crossing);
  if ("refusal" in outcome) throw new Error("refused");
  const { layers, placement } = outcome.result;
  expect(placement.l3_hot).not.toBe("gcp");
  for (const cloud of ["aws", "azure", "gcp"] as const) {
    const explanation = explained(`layers.${cloud}.l3-hot`, crossing);
    expect(explanation.value).toBe(layers[cloud].l3_hot.cost);
    expect(explanation.lines.map((line) => line.cloud)).toEqual([cloud]);
  }
  expect(asked("layers.gcp.l4", crossing, model)).toHaveProperty("unknown");
});

test("a line leads to the number it charges, its formula and its price", () => {
  const { lines, numbers, prices } = explained("l3-hot");
  const [line] = lines;
  expect(line).toMatchObject({ place: "l3_hot", component: "service", number: "devices-served", amount: 1 });
  expect(numbers["devices-served"]).toMatchObject({
    value: 1,
    reads: ["devices"],
    formula: { source: "a test" },
  });
  expect(numbers["devices"]).toEqual({ value: 1, unit: "device", about: "a test", reads: [], prices: [] });
  expect(Object.keys(prices)).toEqual([line?.metered?.price]);
});

test("a number that reads a price names it", () => {
  const { value, unit, lines, numbers, prices } = explained("aws.l4");
  expect([value, unit, lines]).toEqual([1, "USD", []]);
  expect(numbers["aws.l4"]?.prices).toEqual(["aws.l4"]);
  expect(prices["aws.l4"]).toMatchObject({ provenance: "curated" });
});

test("amounts of lines are in the currency of the result, and the rate stands beside them", () => {
  const { lines, unit, rate } = explained("l1", requestWith({ currency: "EUR" }));
  expect([lines[0]?.amount, unit, rate?.usd_to_eur]).toEqual([0.9, "EUR", 0.9]);
});
