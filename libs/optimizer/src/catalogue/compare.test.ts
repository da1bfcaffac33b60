import type { Cloud, PriceRow } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { compareCatalogues } from "./compare.ts";
import type { CloudComparison } from "./compare.ts";
import { catalogueOf, rowOf, rowsWith } from "./fixtures/catalogues.ts";

const METER = "aws.lambda.request";

function comparisonOf(cloud: Cloud, before: readonly PriceRow[], after: readonly PriceRow[]) {
  const { clouds } = compareCatalogues(catalogueOf({ [cloud]: before }), catalogueOf({ [cloud]: after }));
  return clouds.find((candidate) => candidate.cloud === cloud);
}

function changesOf(before: Partial<PriceRow>, after: Partial<PriceRow>): CloudComparison["changes"] {
  return comparisonOf("aws", [rowOf(METER, before)], [rowOf(METER, after)])?.changes ?? [];
}

const flat = (price: number): Partial<PriceRow> => ({ tiers: [{ up_to: null, price }] });

test("the same catalogue differs in nothing", () => {
  const same = { asOf: { old: "2026-01-01T00:00:00Z", new: "2026-01-01T00:00:00Z" }, changes: [], units: [] };
  expect(compareCatalogues(catalogueOf(), catalogueOf())).toEqual({
    clouds: [
      { cloud: "aws", ...same, missing: [], added: [] },
      { cloud: "azure", ...same, missing: [], added: [] },
      { cloud: "gcp", ...same, missing: [], added: [] },
    ],
  });
});

test.each([
  { old: 10, new: 13, factor: 1.3, far: false },
  { old: 10, new: 13.000001, factor: 1.3000001, far: true },
  { old: 10, new: 7, factor: 0.7, far: false },
  { old: 10, new: 6.999999, factor: 0.6999999, far: true },
  { old: 0.1, new: 0.13, factor: 1.3, far: false },
  { old: 0, new: 1e-12, factor: null, far: true },
  { old: 5, new: 0, factor: 0, far: true },
])("a price that moves from $old to $new moves by $factor", (change) => {
  expect(changesOf(flat(change.old), flat(change.new))).toEqual([
    { meter: METER, part: "price", unit: "USD per request", ...change },
  ]);
});

test("a band that ends elsewhere changes only what lies between the ends", () => {
  const bands = (end: number) => ({
    tiers: [
      { up_to: end, price: 4 },
      { up_to: null, price: 3 },
    ],
  });
  expect(changesOf(bands(100), bands(80))).toEqual([
    {
      meter: METER,
      part: "price from 80 to 100",
      unit: "USD per request",
      old: 4,
      new: 3,
      factor: 0.75,
      far: false,
    },
  ]);
});

test("the open end of a row is compared", () => {
  const before = { tiers: [{ up_to: null, price: 2 }] };
  const after = {
    tiers: [
      { up_to: 5, price: 2 },
      { up_to: null, price: 1 },
    ],
  };
  expect(changesOf(before, after).map(({ part }) => part)).toEqual(["price from 5 to any"]);
});

test("a free quantity that goes is a change", () => {
  expect(changesOf({ free: { quantity: 1000, scope: "account" } }, {})).toEqual([
    { meter: METER, part: "free", unit: "request", old: 1000, new: 0, factor: 0, far: true },
  ]);
});

test("what a price includes is compared with its unit", () => {
  const included = (quantity: number, overage: number) => ({
    included: [
      { quantity, unit: "query", overage },
      { quantity: 7, unit: "entity" },
    ],
  });
  expect(changesOf(included(100, 2), included(110, 4))).toEqual([
    { meter: METER, part: "included query", unit: "query", old: 100, new: 110, factor: 1.1, far: false },
    { meter: METER, part: "overage per query", unit: "USD per query", old: 2, new: 4, factor: 2, far: true },
  ]);
});

test("prices per different units are not compared", () => {
  const after = rowOf(METER, { per: "million-requests", tiers: [{ up_to: null, price: 0.2 }] });
  expect(comparisonOf("aws", [rowOf(METER)], [after])).toMatchObject({
    changes: [],
    units: [{ meter: METER, old: "request", new: "million-requests" }],
  });
});

test("missing and new rows are given with their units and values", () => {
  const before = rowOf("gcp.scheduler.job");
  const after = rowOf("gcp.egress", flat(3));
  expect(comparisonOf("gcp", [before], [after])).toMatchObject({
    changes: [],
    missing: [before],
    added: [after],
  });
});

test("the rate of exchange is compared", () => {
  const { currency } = catalogueOf();
  const candidate = { ...catalogueOf(), currency: { ...currency, usd_to_eur: 0.45 } };
  expect(compareCatalogues(catalogueOf(), candidate).currency).toEqual({
    unit: "EUR per USD",
    old: 0.9,
    new: 0.45,
    factor: 0.5,
    far: true,
  });
});

test("a change stays with its cloud", () => {
  const azure = rowsWith("azure", rowOf("azure.egress", flat(2)));
  const { clouds } = compareCatalogues(catalogueOf(), catalogueOf({ azure }));
  expect(clouds.map(({ cloud, changes }) => [cloud, changes.length])).toEqual([
    ["aws", 0],
    ["azure", 1],
    ["gcp", 0],
  ]);
});
