import type { PriceRow } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { catalogueFindings } from "./complete.ts";
import { catalogueOf, rowOf, rowsWith } from "./fixtures/catalogues.ts";
import { metersOf } from "./meters.ts";

const METER = "aws.lambda.request";
const withRow = (changes: Partial<PriceRow>) =>
  catalogueFindings(catalogueOf({ aws: rowsWith("aws", rowOf(METER, changes)) }));

test("a meter without a row is found", () => {
  const aws = rowsWith("aws").filter(({ meter }) => meter !== METER);
  expect(catalogueFindings(catalogueOf({ aws }))).toEqual([
    { cloud: "aws", meter: METER, found: "no row", expected: "one row" },
  ]);
});

test("a meter with two rows is found", () => {
  expect(catalogueFindings(catalogueOf({ aws: [...rowsWith("aws"), rowOf(METER)] }))).toEqual([
    { cloud: "aws", meter: METER, found: "2 rows", expected: "one row" },
  ]);
});

test("a cloud without rows lacks every meter", () => {
  const findings = catalogueFindings(catalogueOf({ gcp: [] }));
  expect(findings.map(({ meter }) => meter)).toEqual(metersOf("gcp"));
});

test("a price per another unit is found", () => {
  expect(withRow({ per: "million-requests" })).toEqual([
    {
      cloud: "aws",
      meter: METER,
      found: "a price per million-requests",
      expected: "a price per request",
    },
  ]);
});

test.each([
  {
    what: "bands that end",
    ends: [10, 20],
    found: "a last band up to 20",
    expected: "a last band without an end",
  },
  {
    what: "an open band before the last",
    ends: [null, null],
    found: "a band without an end before the last",
    expected: "only the last band without an end",
  },
  {
    what: "bands out of order",
    ends: [20, 10, null],
    found: "bands up to 20, 10, open",
    expected: "bands that each end above the one before",
  },
  {
    what: "an empty first band",
    ends: [0, null],
    found: "bands up to 0, open",
    expected: "bands that each end above the one before",
  },
])("$what are found", ({ ends, found, expected }) => {
  const tiers = ends.map((up_to) => ({ up_to, price: 1 }));
  expect(withRow({ tiers })).toEqual([{ cloud: "aws", meter: METER, found, expected }]);
});

test.each(["aws.unheard-of", "gcp.scheduler.job"])("a row of AWS for %s is found", (meter) => {
  const stray = { ...rowOf(METER), meter };
  expect(catalogueFindings(catalogueOf({ aws: [...rowsWith("aws"), stray] }))).toEqual([
    { cloud: "aws", meter, found: "a row", expected: "a meter that aws bills" },
  ]);
});

test("nothing is found in a complete catalogue", () => {
  expect(catalogueFindings(catalogueOf())).toEqual([]);
});
