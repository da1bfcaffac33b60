import type { PriceRow } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { rowsOf } from "../catalogue/price-book.ts";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { PAPER_2025 } from "../models/paper-2025/paper-2025.ts";
import { PAPER_ROWS } from "../models/paper-2025/prices.ts";
import { contestantOf } from "./contest.ts";
import { paperByHand } from "./paper-2025/brute-force.ts";
import { randomPaperScenario } from "./paper-2025/scenario.ts";

const twiceAsDear = (row: PriceRow): PriceRow => ({
  ...row,
  tiers: row.tiers.map(({ up_to, price }) => ({ up_to, price: 2 * price })),
});

const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

test("a brute force with another price, whichever it is, is noticed", () => {
  const unnoticed = PAPER_ROWS.filter((changed) => {
    const rows = PAPER_ROWS.map((row) => (row === changed ? twiceAsDear(row) : row));
    const { contest } = contestantOf(PAPER_2025, randomPaperScenario, paperByHand(rows));
    return SEEDS.every((seed) => contest(seed).length === 0);
  });
  expect(unnoticed.map(({ meter }) => meter)).toEqual([]);
});

test("a refusal that only one of both gives is noticed", () => {
  const { contest } = contestantOf(PAPER_2025, randomPaperScenario, () => ({ refusal: "NO" }));
  expect(contest(1)).toContain("NO was expected, not no refusal");
});

test("a scenario that the model does not take is noticed", () => {
  const { contest } = contestantOf(
    PAPER_2025,
    (random) => ({ ...randomPaperScenario(random), numberOfDevices: 0 }),
    paperByHand(rowsOf(SHIPPED_CATALOGUE)),
  );
  expect(contest(1)).toEqual([expect.stringContaining("numberOfDevices")]);
});
