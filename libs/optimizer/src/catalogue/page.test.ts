import { readFileSync } from "node:fs";
import { CLOUDS } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { isMeterId } from "./meters.ts";
import { rowsOf } from "./price-book.ts";
import { qualityOf } from "./quality.ts";
import { SHIPPED_CATALOGUE } from "./shipped.ts";

const PAGE = readFileSync(new URL("../../../../docs/prices.md", import.meta.url), "utf8");

/** The cells of every line of a table on the page. */
const LINES = PAGE.split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

const lineOf = (name: string): string[] | undefined => LINES.find((cells) => cells[1] === `\`${name}\``);

test.each(qualityOf(SHIPPED_CATALOGUE).suspicious)("the page says why $meter is suspicious", (row) => {
  const why = lineOf(row.meter)?.[3] ?? "no line";
  expect(row.reason.startsWith(why), why).toBe(true);
});

test("the page lists no meter as suspicious that is not", () => {
  const listed = LINES.flatMap((cells) => /^`([a-z]+\.[a-z0-9.-]+)`$/.exec(cells[1] ?? "")?.[1] ?? []);
  const suspicious = new Set(qualityOf(SHIPPED_CATALOGUE).suspicious.map(({ meter }) => meter));
  const meters = listed.filter((name) => !name.endsWith(".json"));
  expect(meters.filter((meter) => !suspicious.has(meter))).toEqual([]);
});

test("every value from memory is on the page", () => {
  const remembered = rowsOf(SHIPPED_CATALOGUE).filter(({ note }) => note?.includes("From memory"));
  expect(remembered.filter(({ meter }) => !PAGE.includes(`\`${meter}\``))).toEqual([]);
});

test.each(CLOUDS)("the page counts the rows of %s", (cloud) => {
  const { region, rows } = SHIPPED_CATALOGUE.clouds[cloud];
  const count = (provenance: string): number => rows.filter((row) => row.provenance === provenance).length;
  const suspicious = rows.filter((row) => row.suspicious !== undefined).length;
  const counts = [rows.length, count("fetched"), count("curated"), count("fallback"), suspicious];
  expect(lineOf(`${cloud}-${region}.json`)?.slice(2, 7)).toEqual(counts.map(String));
});

test("every meter that the page names exists", () => {
  const named = [...PAGE.matchAll(/`((?:aws|azure|gcp)\.[a-z0-9.-]+)`/g)].map(([, meter]) => meter ?? "");
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((meter) => !isMeterId(meter))).toEqual([]);
});
