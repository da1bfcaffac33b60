import { expect, test } from "vitest";
import { catalogueOf, rowOf } from "./fixtures/catalogues.ts";
import { qualityOf } from "./quality.ts";

test("rows are counted by provenance and suspicious ones listed with their reason", () => {
  const catalogue = catalogueOf({
    aws: [
      rowOf("aws.lambda.request", { provenance: "fetched" }),
      rowOf("aws.egress", { provenance: "fallback", suspicious: "a guess" }),
    ],
    azure: [rowOf("azure.egress", { provenance: "fallback" })],
    gcp: [rowOf("gcp.egress", { suspicious: "another unit" })],
  });
  expect(qualityOf(catalogue)).toEqual({
    provenances: { fetched: 1, curated: 1, fallback: 2 },
    suspicious: [
      { meter: "aws.egress", reason: "a guess" },
      { meter: "gcp.egress", reason: "another unit" },
    ],
  });
});
