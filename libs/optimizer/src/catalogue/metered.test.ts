import type { PriceRow } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { exact } from "../exact.ts";
import { rowOf } from "./fixtures/catalogues.ts";
import { bandsOf, costOf } from "./metered.ts";

const BANDS = [
  { up_to: 100, price: 0 },
  { up_to: 1000, price: 0.09 },
  { up_to: null, price: 0.05 },
];

function cost(changes: Partial<PriceRow>, quantity: string): string {
  return costOf(bandsOf(rowOf("aws.egress", changes)), exact(quantity)).toFraction();
}

const free = (quantity: number): PriceRow["free"] => ({ quantity, scope: "account" });

test.each([
  ["0", "0"],
  ["100", "0"],
  ["100.5", "9/200"],
  ["1000", "81"],
  ["1000.1", "16201/200"],
  ["2000", "131"],
])("%s units through three bands cost %s dollars", (quantity, expected) => {
  expect(cost({ tiers: BANDS }, quantity)).toBe(expected);
});

test.each([
  { what: "inside the first band", allowance: 40, expected: "6/5" },
  { what: "that ends with the first band", allowance: 50, expected: "1" },
  { what: "that ends inside the second band", allowance: 60, expected: "4/5" },
  { what: "above the whole quantity", allowance: 101, expected: "0" },
])("an allowance $what counts towards the bands", ({ allowance, expected }) => {
  const tiers = [
    { up_to: 50, price: 0.02 },
    { up_to: null, price: 0.02 },
  ];
  expect(cost({ tiers, free: free(allowance) }, "100")).toBe(expected);
});

test("an allowance takes the dearer units of the first bands", () => {
  const tiers = [
    { up_to: 50, price: 3 },
    { up_to: 80, price: 2 },
    { up_to: null, price: 1 },
  ];
  expect(cost({ tiers, free: free(60) }, "100")).toBe("60");
});

test.each([
  ["59", "0"],
  ["60", "0"],
  ["61", "2"],
])("with 60 free of the first 80 at 2 dollars, %s units cost %s", (quantity, expected) => {
  const tiers = [
    { up_to: 80, price: 2 },
    { up_to: null, price: 1 },
  ];
  expect(cost({ tiers, free: free(60) }, quantity)).toBe(expected);
});

test("cents are exact, not the nearest doubles", () => {
  const tiers = [{ up_to: null, price: 0.1 }];
  expect(cost({ tiers }, "3")).toBe("3/10");
});

test("a band that is free as a whole is left out", () => {
  const { bands } = bandsOf(rowOf("aws.egress", { tiers: BANDS, free: free(100) }));
  expect(bands.map(({ from }) => from.toFraction())).toEqual(["100", "1000"]);
});
