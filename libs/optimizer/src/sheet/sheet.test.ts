import { describe, expect, test } from "vitest";
import type { PriceRow } from "@twin2multicloud/model";
import { priceBookOf } from "../catalogue/price-book.ts";
import { doubleOf, exact } from "../exact.ts";
import type { Exact } from "../exact.ts";
import { exactSheet } from "./exact-sheet.ts";
import {
  atMost,
  below,
  ceiling,
  choice,
  largest,
  metered,
  minus,
  over,
  plus,
  price,
  smallest,
  times,
} from "./expression.ts";
import type { Term } from "./expression.ts";
import { fastSheet } from "./fast-sheet.ts";
import type { FastSheet } from "./fast-sheet.ts";
import { formulaText } from "./formula-text.ts";
import { cell, cellsIn, metersIn } from "./sheet.ts";
import type { Sheet } from "./sheet.ts";

const row = (meter: string, tiers: PriceRow["tiers"], free?: number): PriceRow => ({
  meter,
  per: "request",
  tiers,
  ...(free === undefined ? {} : { free: { quantity: free, scope: "account" as const } }),
  as_of: "2026-07-17T00:00:00Z",
  source: "test",
  provenance: "curated",
});

const prices = priceBookOf([
  row("flat", [{ up_to: null, price: 0.2 }]),
  row(
    "banded",
    [
      { up_to: 100, price: 1 },
      { up_to: null, price: 0.5 },
    ],
    10,
  ),
]);

const text = { unit: "request", about: "a test", source: "test" };

function sheetOf(formula: Term): Sheet {
  return {
    inputs: [
      { name: "a", unit: "request", about: "given" },
      { name: "b", unit: "request", about: "given" },
    ],
    cells: [cell("double", times(2, "a"), text), cell("answer", formula, text)],
  };
}

function bothOf(formula: Term, a: number, b: number): { exactly: string; fast: number } {
  const sheet = sheetOf(formula);
  const inputs = { a: exact(a), b: exact(b) };
  const figure = exactSheet(sheet, prices)(inputs);
  const prepared = fastSheet(sheet, prices);
  const double = (name: string): number => doubleOf(figure(name));
  const numbers = prepared.compute(inputs, double);
  return {
    exactly: figure("answer").toFraction(),
    fast: numbers[prepared.positions.get("answer") ?? -1] ?? Number.NaN,
  };
}

describe("a sheet", () => {
  test.each<[string, Term, string]>([
    ["sum", plus("a", "b", 1), "37/10"],
    ["product", times("double", "b"), "18/5"],
    ["difference", minus("b", "a"), "-3/10"],
    ["quotient", over("a", 7), "3/14"],
    ["smallest", smallest("a", "b", "double"), "6/5"],
    ["largest", largest("a", "b", "double"), "3"],
    ["ceiling", ceiling("a"), "2"],
    ["price", times(price("flat"), "a"), "3/10"],
    ["metered within the free quantity", metered("banded", "a"), "0"],
    ["metered over two bands", metered("banded", times("a", 100)), "115"],
    ["choice met", choice(below("b", "a"), "a", "b"), "3/2"],
    ["choice not met", choice(below("a", "b"), "a", "b"), "6/5"],
    ["choice at equality", choice(atMost("a", "a"), 1, 2), "1"],
    ["strict choice at equality", choice(below("a", "a"), 1, 2), "2"],
  ])("computes a %s exactly and in floating point", (_, formula, expected) => {
    const { exactly, fast } = bothOf(formula, 1.5, 1.2);
    expect(exactly).toBe(expected);
    expect(fast).toBeCloseTo(
      doubleOf(exact(expected.split("/")[0] ?? "").div(exact(expected.split("/")[1] ?? 1))),
      12,
    );
  });

  test("a step that floating point would take wrongly is taken exactly", () => {
    // 0.1 * 3 is 0.30000000000000004 in doubles: the ceiling would be 4.
    const { exactly, fast } = bothOf(ceiling(times("a", 3, 10)), 0.1, 0);
    expect(exactly).toBe("3");
    expect(fast).toBe(3);
  });

  test("a difference of nearly equal numbers keeps its digits", () => {
    const { exactly, fast } = bothOf(minus(plus("a", "b"), "a"), 1e15, 1e-3);
    expect(exactly).toBe("1/1000");
    expect(fast).toBe(1e-3);
  });

  test("numbers for other inputs are those of a sheet that is computed for the first time", () => {
    const sheet = sheetOf(plus("double", ceiling(times("b", 3, 10))));
    const prepared = fastSheet(sheet, prices);
    const computed = (of: FastSheet, a: Exact, b: Exact): number[] => {
      const figure = exactSheet(sheet, prices)({ a, b });
      return [...of.compute({ a, b }, (name) => doubleOf(figure(name)))];
    };
    const [one, two, tenth] = [exact(1), exact(2), exact(0.1)];
    for (const [a, b] of [
      [one, tenth],
      [two, tenth],
      [two, one],
      [two, one],
      [one, tenth],
    ] as const)
      expect(computed(prepared, a, b)).toEqual(computed(fastSheet(sheet, prices), a, b));
  });

  test("after an error everything is computed again", () => {
    const sheet = sheetOf(ceiling("a"));
    const prepared = fastSheet(sheet, prices);
    const [a, b] = [exact(3), exact(1)];
    const failing = (): number => {
      throw new Error("not now");
    };
    expect(() => prepared.compute({ a, b }, failing)).toThrow("not now");
    expect([...prepared.compute({ a, b }, () => 3)]).toEqual([3, 1, 6, 3]);
  });

  test("an input that is not given is an error that names it", () => {
    expect(() => fastSheet(sheetOf("a"), prices).compute({ a: exact(1) }, () => 0)).toThrow('input "b"');
  });

  test("more inputs than a word has bits do not hide each other", () => {
    const names = Array.from({ length: 70 }, (_, index) => `input-${index}`);
    const inputs = names.map((name) => ({ name, unit: "request", about: "given" }));
    const sheet = { inputs, cells: names.map((name) => cell(`of-${name}`, times(2, name), text)) };
    const prepared = fastSheet(sheet, prices);
    const given = Object.fromEntries(names.map((name) => [name, exact(1)]));
    prepared.compute(given, () => 0);
    for (const name of names) {
      const numbers = prepared.compute({ ...given, [name]: exact(5) }, () => 0);
      expect(numbers[prepared.positions.get(`of-${name}`) ?? -1]).toBe(10);
      expect(numbers.filter((number) => number === 10)).toHaveLength(1);
    }
  });

  test("a name that is not there is an error that names it", () => {
    const figure = exactSheet(sheetOf("a"), prices)({ a: exact(1), b: exact(1) });
    expect(() => figure("nonsense")).toThrow('no number "nonsense"');
    expect(() => fastSheet(sheetOf("later"), prices)).toThrow('"later"');
    expect(() => bothOf(price("banded"), 1, 1)).toThrow("banded has no single price");
    expect(() => bothOf(price("unknown"), 1, 1)).toThrow("no price for unknown");
  });

  test("a formula is written out with its brackets", () => {
    expect(formulaText(over(plus("a", 1), times("b", 2)))).toBe("(a + 1) ÷ (b × 2)");
    expect(formulaText(minus("a", minus("b", 1)))).toBe("a − (b − 1)");
    expect(formulaText(choice(atMost("a", 5), metered("banded", "a"), ceiling(largest("a", "b"))))).toBe(
      "cost(banded, a) if a ≤ 5, else ⌈max(a, b)⌉",
    );
    expect(formulaText(times(price("flat"), smallest("a", 2)))).toBe("price(flat) × min(a, 2)");
  });

  test("a formula tells what it reads", () => {
    const formula = choice(below("a", 1), metered("banded", "b"), times(price("flat"), "a"));
    expect(cellsIn(formula)).toEqual(["a", "b"]);
    expect(metersIn(formula)).toEqual(["banded", "flat"]);
  });
});
