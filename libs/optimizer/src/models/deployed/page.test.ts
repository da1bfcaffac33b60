import { readFileSync } from "node:fs";
import type { Providers } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { doubleOf } from "../../exact.ts";
import { ALONE, INDUSTRIAL, pricingOf } from "./fixtures.ts";

const SCENARIOS = new URL("../../../../../scenarios/", import.meta.url);
const PAGE = readFileSync(new URL("../docs/deployed-model.md", SCENARIOS), "utf8").replaceAll(/\s+/g, " ");

const preset = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.json`, SCENARIOS), "utf8"));

const shown = (amount: number): string => Math.round(amount).toLocaleString("en-US");

/** What the lines of one component come to, and the whole bill, in whole dollars. */
function sums(given: object, placement: Providers) {
  const { lines, total } = pricingOf(given).statement(placement);
  const sumOf = (picked: typeof lines): string =>
    shown(picked.reduce((sum, { amount }) => sum + doubleOf(amount), 0));
  return {
    total: shown(doubleOf(total)),
    component: (name: string) => sumOf(lines.filter(({ place }) => place.component === name)),
    meter: (name: string) => sumOf(lines.filter(({ metered }) => metered?.row.meter === name)),
  };
}

test("the page states what hops and logs of the industrial preset come to on each cloud", () => {
  const bills = ALONE.map((placement) => {
    const { total, component } = sums(INDUSTRIAL, placement);
    return `${component("hops")} and ${component("logs")} USD of ${total} for`;
  });
  for (const bill of bills) expect(PAGE).toContain(bill);
});

test("the page states what Flex Consumption costs a smart home on Azure", () => {
  const [, azure] = ALONE;
  if (!azure) throw new Error("there is no placement on Azure alone");
  const { total, meter } = sums(Object(preset("smart-home")), azure);
  expect(PAGE).toContain(`${meter("azure.functions.flex-gb-second")} USD of ${total} in all`);
});

test("the page states what chunks of the industrial preset cost, and how long a mover works for the smart building", () => {
  const [aws] = ALONE;
  if (!aws) throw new Error("there is no placement on AWS alone");
  const pricing = pricingOf(INDUSTRIAL);
  const writes = pricing.statement(aws).lines.filter(({ place }) => place.component === "cold-writes");
  const cost = writes.reduce((sum, { amount }) => sum + doubleOf(amount), 0);
  expect(PAGE).toContain(`${shown(doubleOf(pricing.figure("chunks")))}, or 2,880 times fewer`);
  expect(PAGE).toContain(`here they are ${cost.toFixed(2)}.`);
  const building = pricingOf(Object(preset("smart-building")));
  const hours = (doubleOf(building.figure("moving")) / doubleOf(building.figure("seconds"))) * 24;
  expect(PAGE).toContain(`(${shown(hours)} hours of work a day)`);
});
