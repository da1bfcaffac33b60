import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Cloud } from "@twin2multicloud/model";
import facility from "../../../../../scenarios/industrial-facility.json" with { type: "json" };
import building from "../../../../../scenarios/smart-building.json" with { type: "json" };
import { bandsOf, costOf } from "../../catalogue/metered.ts";
import { exact } from "../../exact.ts";
import type { Pricing } from "../../pricing/pricing.ts";
import { aDay, slotCost } from "./fixtures/costs.ts";
import { cheapestLayersWithTransfersOf, totalAsTheArtifactChooses } from "./fixtures/costs.ts";
import { allOn, cheapestFirst, placementOfPath, priced, totalOf } from "./fixtures/priced.ts";
import { PAPER_ROWS } from "./prices.ts";

const ROOT = new URL("../../../../../", import.meta.url);
const PAGE = readFileSync(new URL("docs/paper-2025.md", ROOT), "utf8");

const scenarioFile = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`scenarios/${name}.json`, ROOT), "utf8"));
const pricedFile = (name: string): Pricing => priced(scenarioFile(name));

const small = pricedFile("smart-home");
const medium = pricedFile("edt-25/industrial-facility-hot-3");
const mediumAsPrinted = priced(facility);
const large = priced(building);
const largeWithScene = pricedFile("edt-25/smart-building-3d");
const largeWithoutEntities = priced({ ...building, entityCount: 0 });
const smallMessages = pricedFile("edt-25/table-1-small-messages");
const largeMessages = pricedFile("edt-25/table-1-large-messages");
const chosenAlone = pricedFile("edt-25/storage-chosen-alone");

const MEDIUM_PATH = placementOfPath("AZZZZAZ");
const LARGE_PATH = placementOfPath("ZZZZZAA");

const optimum = (pricing: Pricing): number => cheapestFirst(pricing)[0]?.total ?? Number.NaN;
const on = (pricing: Pricing, cloud: Cloud): number => totalOf(pricing, allOn(cloud));
const saved = (pricing: Pricing, cloud: Cloud): number => 100 * (1 - optimum(pricing) / on(pricing, cloud));
const savings = (pricing: Pricing): number[] => [saved(pricing, "aws"), saved(pricing, "azure")];
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

const withDigits = (digits: number) => (value: number) =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const dollars = withDigits(2);
const percent = withDigits(1);

const possible = (pricing: Pricing, cloud: Cloud): boolean =>
  cheapestFirst(pricing).some(({ placement }) => placement.split("|").every((each) => each === cloud));

/** Hot storage on Azure as the artifact bills it, with other request units for a write and a read. */
function hotWithUnits(pricing: Pricing, perWrite: number, perRead: number): number {
  const perSecond = pricing.figure("azure.l3-hot.writes-per-second").valueOf();
  const factor = 1 + (pricing.figure("message-size").valueOf() - 1) * 0.05;
  const units = Math.max(400, Math.ceil(perSecond * perWrite * factor + perSecond * perRead));
  return units * 0.0584 + pricing.figure("l3-hot.stored").valueOf() * 0.25;
}

/** What 100,000 GB out of AWS cost with bands up to these limits behind the free 100 GB. */
function hundredTerabytes(limits?: readonly number[]): number {
  const row = PAPER_ROWS.find(({ meter }) => meter === "paper.aws.egress");
  if (!row) throw new Error("the model has no price for egress from AWS");
  const tiers = row.tiers.map(({ up_to, price }, index) => ({ price, up_to: limits?.[index] ?? up_to }));
  return costOf(bandsOf({ ...row, tiers }), exact(100_000)).valueOf();
}

const FIGURES: Readonly<Record<string, string>> = {
  "small, AWS only": dollars(on(small, "aws")),
  "small, Azure only": dollars(on(small, "azure")),
  "small, optimum": dollars(optimum(small)),
  "medium with hot = 3, AWS only": dollars(on(medium, "aws")),
  "medium with hot = 3, Azure only": dollars(on(medium, "azure")),
  "large with 1,200 entities, AWS only": dollars(on(large, "aws")),
  "large with 1,200 entities, Azure only": dollars(on(large, "azure")),
  "messages a day": withDigits(0)(aDay(smallMessages.figure("messages"))),
  "0.5 KB every 5 s, AWS": dollars(aDay(slotCost(smallMessages, "l1", "aws"))),
  "0.5 KB every 5 s, Azure": dollars(aDay(slotCost(smallMessages, "l1", "azure"))),
  "12 KB every 2 min, AWS": dollars(aDay(slotCost(largeMessages, "l1", "aws"))),
  "12 KB every 2 min, Azure": dollars(aDay(slotCost(largeMessages, "l1", "azure"))),
  "medium with hot = 1, AWS only": dollars(on(mediumAsPrinted, "aws")),
  "medium with hot = 1, Azure only": dollars(on(mediumAsPrinted, "azure")),
  "medium with hot = 1, optimum": dollars(optimum(mediumAsPrinted)),
  "medium with hot = 3, optimum": dollars(optimum(medium)),
  "medium with hot = 3, path of Table VIII": dollars(totalOf(medium, MEDIUM_PATH)),
  "medium with hot = 3, cheapest layers with the transfers of the path, in cents": dollars(
    cheapestLayersWithTransfersOf(medium, MEDIUM_PATH),
  ),
  "medium with hot = 3, cold storage and archive on AWS": dollars(
    totalOf(medium, placementOfPath("AZAAZAZ")),
  ),
  "cold storage on AWS": dollars(slotCost(medium, "l3-cold", "aws").valueOf()),
  "cold storage on Azure": dollars(slotCost(medium, "l3-cold", "azure").valueOf()),
  "archive on AWS": dollars(slotCost(medium, "l3-archive", "aws").valueOf()),
  "archive on Azure": dollars(slotCost(medium, "l3-archive", "azure").valueOf()),
  "large with 1,200 entities, optimum": dollars(optimum(large)),
  "large with 1,200 entities, path of Table VIII": dollars(totalOf(large, LARGE_PATH)),
  "large with 1,200 entities, cheapest layers with the transfers of the path, in cents": dollars(
    cheapestLayersWithTransfersOf(large, LARGE_PATH),
  ),
  "large, saved against AWS only, percent": percent(saved(large, "aws")),
  "large, saved against Azure only, percent": percent(saved(large, "azure")),
  "large without entities, AWS only": dollars(on(largeWithoutEntities, "aws")),
  "large without entities, optimum": dollars(optimum(largeWithoutEntities)),
  "large with a scene, Azure only": possible(largeWithScene, "azure") ? "possible" : "not possible",
  "large with a scene, optimum": dollars(optimum(largeWithScene)),
  "small, saved against AWS only, percent": percent(saved(small, "aws")),
  "small, saved against Azure only, percent": percent(saved(small, "azure")),
  "medium with hot = 3, saved against AWS only, percent": percent(saved(medium, "aws")),
  "medium with hot = 3, saved against Azure only, percent": percent(saved(medium, "azure")),
  "mean of the six savings, percent": percent(mean([small, medium, large].flatMap(savings))),
  "chosen as the artifact chooses": dollars(totalAsTheArtifactChooses(chosenAlone)),
  optimum: dollars(optimum(chosenAlone)),
  "medium with hot = 3, hot storage on Azure": dollars(hotWithUnits(medium, 1, 10)),
  "the same with 10 request units for a write and 1 for a read": dollars(hotWithUnits(medium, 10, 1)),
  "large, data of a month, GB": dollars(large.figure("gigabytes").valueOf()),
  "100,000 GB out of AWS": dollars(hundredTerabytes()),
  "the same with a second band of 40,960 GB": dollars(hundredTerabytes([100, 10_340, 51_300, 153_700])),
};

/** The rows of the page's tables that begin with the column "Figure": what, as published, by the formulas. */
const ROWS = PAGE.split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((field) => field.trim()),
  )
  .filter(([figure]) => figure !== "Figure" && !figure?.startsWith("---"));

test("the page has every figure that this test computes, and no other", () => {
  expect([...new Set(ROWS.map(([figure = ""]) => figure))].toSorted()).toEqual(
    Object.keys(FIGURES).toSorted(),
  );
});

test.each(ROWS)("%s: published %j, by the formulas %s", (figure = "", _published, formulas) => {
  expect(formulas).toBe(FIGURES[figure]);
});

test("the model bills hot storage on Azure as the recalculation above does", () => {
  expect(hotWithUnits(medium, 1, 10)).toBeCloseTo(slotCost(medium, "l3-hot", "azure").valueOf(), 9);
});

test("as the artifact chooses, the three scenarios of the paper keep their optimum", () => {
  for (const pricing of [small, medium, large]) {
    expect(totalAsTheArtifactChooses(pricing)).toBe(optimum(pricing));
  }
});

test("keeping data longer in DynamoDB makes it cheaper below 25 GB a month, as the page says", () => {
  const hotFor = (months: number): number => {
    const given = { ...facility, numberOfDevices: 500, hotStorageDurationInMonths: months };
    return slotCost(priced(given), "l3-hot", "aws").valueOf();
  };
  expect([0, 1, 2, 3].map((months) => hotFor(0) - hotFor(months))).toEqual([0, 1, 2, 3]);
});

test("every scenario that a command of the page names is there", () => {
  const files = [...PAGE.matchAll(/--input (\S+)/g)].map(([, file]) => file ?? "");
  expect(files.length).toBeGreaterThan(8);
  expect(files.filter((file) => !existsSync(new URL(file, ROOT)))).toEqual([]);
});
