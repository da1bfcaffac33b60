import { expect, test } from "vitest";
import { describeIssue } from "./describe-issue.ts";
import { priceRowSchema } from "./prices.ts";
import type { PriceRow } from "./prices.ts";

const ROW: PriceRow = {
  meter: "aws.lambda.request",
  per: "request",
  tiers: [{ up_to: null, price: 0.0000002 }],
  as_of: "2026-07-17T00:00:00Z",
  source: "a test",
  provenance: "curated",
};

function findings(changes: Partial<PriceRow>): string[] {
  const element = { ...ROW, ...changes };
  const place = { file: "current.json", at: [], element, schema: priceRowSchema, secret: false };
  return (priceRowSchema.safeParse(element).error?.issues ?? [])
    .flatMap((issue) => describeIssue(issue, place))
    .map(({ path, found, expected }) => `${path}: ${found}, not ${expected}`);
}

test.each<[Partial<PriceRow>, string]>([
  [{ tiers: [{ up_to: null, price: 1e308 }] }, "$.tiers[0].price: 1e+308, not at most 1000000000"],
  [{ tiers: [{ up_to: null, price: -1 }] }, "$.tiers[0].price: -1, not at least 0"],
  [
    { free: { quantity: 1e300, scope: "account" } },
    "$.free.quantity: 1e+300, not at most 1000000000000000000",
  ],
  [
    { as_of: "yesterday" },
    '$.as_of: "yesterday", not a date and time in ISO 8601, such as 2026-01-31T00:00:00Z',
  ],
])("a price with %j is refused", (changes, finding) => {
  expect(findings(changes)).toEqual([finding]);
});

test("a price is taken", () => {
  expect(findings({})).toEqual([]);
});
