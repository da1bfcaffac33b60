import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ASSUMED_CELLS } from "./assumptions.ts";

const PAGE = new URL("../../../../../docs/deployed-model.md", import.meta.url);

/** The rows of the page's table: cell, value with unit. */
function documented(): string[] {
  const lines = readFileSync(PAGE, "utf8").split("\n");
  const rows = lines.map((line) => /^\| `(assumed\.[^`]+)`\s+\| ([^|]+?)\s+\|/.exec(line));
  return rows.flatMap((row) => (row ? [`${row[1]}: ${row[2]}`] : []));
}

test("the page lists every assumed number with its value", () => {
  const assumed = ASSUMED_CELLS.map(({ name, unit, formula }) => {
    const value = formula.kind === "number" ? formula.text : "no number";
    return `${name}: ${value} ${unit}`;
  });
  expect(documented()).toEqual(assumed);
});
