import { expect, test } from "vitest";
import { catalogueOf, rowOf } from "./fixtures/catalogues.ts";
import { priceBookOf, rowsOf } from "./price-book.ts";

test("a meter without a row is named", () => {
  const price = priceBookOf([rowOf("aws.egress")]);
  expect(() => price("aws.lambda.request")).toThrow(
    new RangeError("the catalogue has no price for aws.lambda.request"),
  );
});

test("a row is found by its meter", () => {
  const row = rowOf("gcp.egress");
  expect(priceBookOf([rowOf("aws.egress"), row])("gcp.egress")).toBe(row);
});

test("the rows of a catalogue stand cloud by cloud", () => {
  const aws = rowOf("aws.egress");
  const azure = rowOf("azure.egress");
  const gcp = rowOf("gcp.egress");
  expect(rowsOf(catalogueOf({ gcp: [gcp], azure: [azure], aws: [aws] }))).toEqual([aws, azure, gcp]);
});
