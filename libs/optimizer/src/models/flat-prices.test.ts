import { expect, test } from "vitest";
import { catalogueOf, rowOf, rowsWith } from "../catalogue/fixtures/catalogues.ts";
import type { MeterId } from "../catalogue/meters.ts";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { FLAT_METERS, flatPriceFindings } from "./flat-prices.ts";

const tiers = [
  { up_to: 5, price: 2 },
  { up_to: null, price: 1 },
];
const withBands = (meter: MeterId) =>
  flatPriceFindings(catalogueOf({ aws: rowsWith("aws", rowOf(meter, { tiers })) }));

test("bands of a meter that a formula reads as one price are found", () => {
  expect(withBands("aws.iot-core.rule")).toEqual([
    {
      cloud: "aws",
      meter: "aws.iot-core.rule",
      found: "2 bands",
      expected: "one price for every quantity, as a cost model reads it",
    },
  ]);
});

test("bands of a meter that is charged by quantity are what they are for", () => {
  expect(FLAT_METERS.has("aws.lambda.gb-second-arm")).toBe(false);
  expect(withBands("aws.lambda.gb-second-arm")).toEqual([]);
});

test("the shipped catalogue has one price wherever a model reads one", () => {
  expect(flatPriceFindings(SHIPPED_CATALOGUE)).toEqual([]);
});
