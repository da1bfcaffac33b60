import { expect, test } from "vitest";
import { ageWarnings, priceAges } from "./age.ts";
import { catalogueOf } from "./fixtures/catalogues.ts";

const at = (time: string): number => Date.parse(time);

test.each([
  { now: "2026-01-01T23:59:59Z", days: 0 },
  { now: "2026-01-02T00:00:00Z", days: 1 },
  { now: "2027-01-01T00:00:00Z", days: 365 },
  { now: "2025-12-01T00:00:00Z", days: 0 },
])("at $now prices of New Year are $days days old", ({ now, days }) => {
  const asOf = "2026-01-01T00:00:00Z";
  expect(priceAges(catalogueOf(), at(now))).toEqual([
    { cloud: "aws", asOf, days },
    { cloud: "azure", asOf, days },
    { cloud: "gcp", asOf, days },
  ]);
});

test("prices of 30 days give no warning", () => {
  expect(ageWarnings(catalogueOf(), at("2026-01-31T23:00:00Z"))).toEqual([]);
});

test("only the clouds whose prices are older than 30 days are warned of", () => {
  const { clouds } = catalogueOf();
  const azure = { ...clouds.azure, as_of: "2026-01-31T00:00:00Z" };
  const gcp = { ...clouds.gcp, as_of: "2026-01-30T00:00:00Z" };
  expect(ageWarnings({ clouds: { ...clouds, azure, gcp } }, at("2026-02-01T00:00:00Z"))).toEqual([
    "the prices of aws are 31 days old (2026-01-01); renew them with: twin prices fetch",
  ]);
});
