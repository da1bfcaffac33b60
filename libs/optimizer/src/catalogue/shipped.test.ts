import { CLOUDS } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { catalogueFindings } from "./complete.ts";
import { priceBookOf, rowsOf } from "./price-book.ts";
import { qualityOf } from "./quality.ts";
import { SHIPPED_CATALOGUE } from "./shipped.ts";

const rows = rowsOf(SHIPPED_CATALOGUE);
const price = priceBookOf(rows);

test("every meter has one row in its unit with bands that cover every quantity", () => {
  expect(catalogueFindings(SHIPPED_CATALOGUE)).toEqual([]);
});

test("each cloud names its region and the snapshot that its rows were taken from", () => {
  expect(
    CLOUDS.map((cloud) => [SHIPPED_CATALOGUE.clouds[cloud].region, SHIPPED_CATALOGUE.clouds[cloud].digest]),
  ).toEqual([
    ["eu-central-1", "sha256:5bfeac96ebd8807cc690e5e59e028bb39dd77c4c1d4c64549cd584c010ed951b"],
    ["westeurope", "sha256:2ee94eb44ac06ea0d115fd9c3987febd2260eed356fd1dc3e6a9a5d7aa10abbb"],
    ["europe-west1", "sha256:0eeea454dabb8a566931c939fc3dfb1232d881a622d1444d9aea87ba445b36b0"],
  ]);
});

test.each(rows.filter(({ meter }) => meter.endsWith("-baseline")))(
  "$meter says why its value is wrong",
  (row) => {
    expect(row.suspicious).toMatch(/\w+ \w+/);
  },
);

test.each([
  ["aws.iot-core.device-baseline", 1.5e-6],
  ["aws.s3-ia.request-baseline", 1e-6],
  ["aws.s3-deep-archive.storage-baseline", 0.0225],
  ["azure.cosmos.request-unit-baseline", 0.0584],
  ["gcp.functions.gib-second-baseline", 2.5e-6],
  ["gcp.firestore.write-baseline", 1.8e-6],
  ["gcp.storage-nearline.class-a-baseline", 2.6e-5],
  ["gcp.storage-archive.storage-baseline", 0.0014],
  ["gcp.scheduler.job", 0.1],
])("%s stands at %d as the predecessor has it", (meter, expected) => {
  expect(price(meter).tiers).toEqual([{ up_to: null, price: expected }]);
});

test.each([
  ["aws.s3-deep-archive.storage", 0.0018],
  ["gcp.firestore.write", 9.9e-7],
  ["gcp.storage-nearline.storage", 0.01],
])("%s stands at %d, the price of the region", (meter, expected) => {
  expect(price(meter).tiers).toEqual([{ up_to: null, price: expected }]);
  expect(price(meter).suspicious).toBeUndefined();
});

test("no suspicious value is without a word and some prices are fetched", () => {
  const { provenances, suspicious } = qualityOf(SHIPPED_CATALOGUE);
  expect(provenances.fetched).toBeGreaterThan(0);
  expect(suspicious.filter(({ reason }) => reason.length < 10)).toEqual([]);
});

test("the rate of exchange says that its date is borrowed", () => {
  expect(SHIPPED_CATALOGUE.currency).toMatchObject({
    usd_to_eur: 0.858861,
    as_of: "2026-07-19T00:00:00Z",
    suspicious: expect.stringContaining("no date"),
  });
});
