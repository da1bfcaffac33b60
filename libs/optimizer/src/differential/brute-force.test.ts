import type { PriceRow } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { EVERY_PLACEMENT, nameOfPlacement } from "../pricing/placement.ts";
import { CLOUDS } from "@twin2multicloud/model";
import { PATHS, priceListOf } from "./brute-force.ts";

const ROW: PriceRow = {
  meter: "m",
  per: "GB",
  tiers: [
    { up_to: 10, price: 0.5 },
    { up_to: 30, price: 0.25 },
    { up_to: null, price: 0.125 },
  ],
  as_of: "2026-07-17T00:00:00Z",
  source: "a test",
  provenance: "curated",
};

test("a meter without a price is named", () => {
  expect(() => priceListOf([ROW]).price("other")).toThrow(/no price of other/);
});

test.each([
  [0, 0],
  [10, 5],
  [20, 7.5],
  [30, 10],
  [46, 12],
])("%d units cost %d by the bands", (quantity, cost) => {
  expect(priceListOf([ROW]).banded("m")(quantity)).toBe(cost);
});

test.each([
  [4, 0],
  [14, 0],
  [20, 1.5],
  [46, 6],
])("%d units, of which 14 are free, cost %d", (quantity, cost) => {
  const free = { quantity: 14, scope: "account" } as const;
  expect(priceListOf([{ ...ROW, free }]).cost("m")(quantity)).toBe(cost);
});

test("paths are numbered like placements", () => {
  expect(PATHS.map((path) => path.map((cloud) => CLOUDS[cloud]).join("|"))).toEqual(
    EVERY_PLACEMENT.map(nameOfPlacement),
  );
});
