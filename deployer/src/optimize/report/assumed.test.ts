import { expect, test } from "vitest";
import { assumedIn } from "./assumed.ts";

const number = { value: 0.015, unit: "s", about: "time of a run", reads: [], prices: [] };

test("only numbers whose source is an assumption are assumed", () => {
  const formula = (source: string) => ({ text: "0.015", source });
  const numbers = {
    given: number,
    derived: { ...number, formula: formula("convention: a month is 730 hours") },
    assumed: { ...number, formula: formula("assumption: as it was measured locally") },
  };
  expect(assumedIn({ numbers })).toEqual(["time of a run: 0.015 s (as it was measured locally)"]);
});
