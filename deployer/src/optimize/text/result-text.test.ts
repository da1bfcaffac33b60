import { describe, expect, test } from "vitest";
import { resultFixture, WINNER } from "../fixtures/result.ts";
import { resultText } from "./result-text.ts";

describe("what can be missing", () => {
  test("a placement that is not the best one is compared with the best one", () => {
    const [first, second] = resultFixture().ranked;
    if (!first || !second) throw new Error("the fixture has two placements");
    const ranked = [{ ...second, total: 20 }, first];
    expect(resultText("t", resultFixture({ ranked }))).toContain(
      "Cheapest: 20.00 (-3.47): l3-archive moves from azure to gcp",
    );
  });

  test("a single admissible placement has no runner-up", () => {
    const text = resultText("t", resultFixture({ ranked: [{ placement: WINNER, total: 1 }] }));
    expect(text).toContain("Runner-up: none");
  });

  test("sections without lines are left out", () => {
    const text = resultText(
      "t",
      resultFixture({ constraints: [], break_evens: [], sensitivity: [], warnings: [] }),
    );
    expect(text).not.toMatch(/constraint|Where the winner|influential|Warnings/);
  });

  test("a long warning is broken before column 120 and loses no word", () => {
    const warning = Array.from({ length: 60 }, (_, index) => `word${index}`).join(" ");
    const lines = resultText("t", resultFixture({ warnings: [warning] })).split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
    const written = lines.slice(lines.indexOf("Warnings") + 1).map((line) => line.trim());
    expect(written.join(" ")).toBe(`- ${warning}`);
  });
});

test("a result reads like this", () => {
  expect(resultText("Cheapest placement of smart-home", resultFixture())).toMatchInlineSnapshot(`
    "Cheapest placement of smart-home: USD a month, model deployed

    layer         aws        azure      gcp
    l1           3.17  *     26.53     4.50
    l2           0.46  *      0.46     1.25
    l3-hot       1.65  *     12.35     2.50
    l3-cold      2.18         0.05  *  0.06
    l3-archive  77.90        0.002  *  0.01
    l4           0.02  *  1,234.50        -  (1)
    l5          18.00  *     44.49        -  (1)
    * chosen; the other columns: the chosen placement with this layer moved there
    (1) UNSUPPORTED: the cloud has no such service

    Path: l1 aws > l2 aws > l3-hot aws > l3-cold azure > l3-archive azure > l4 aws > l5 aws

    Edges that cost something
                                   egress   glue
      l3_hot_l3_cold  aws > azure    0.05  0.001

    Movers
      hot_to_cold      0.10
      cold_to_archive  0.00

    Total: 23.47 USD a month for 7 layers on 2 clouds
    Runner-up: 23.62 (+0.15): l3-archive moves from azure to gcp
    On one cloud: aws 103.38, azure 1,318.37, gcp not possible
    Placements: 972 admissible, 40 computed
    Proof: The total of every admissible placement was computed in floating point; 40 within the slack exactly.

    What each constraint costs
      - --pin l4=aws costs 41.20 a month; without it l3-archive moves from azure to gcp

    Where the winner changes
      - from 4,213 devices on (the scenario: 100), l3-archive moves from azure to gcp
      - from 45.5 days in hot storage on (the scenario: 30), l1, l2 and l3-hot move from aws to gcp

    The most influential prices
      price                  paid  if +10 %  winner changes
      aws.grafana.editor    18.00     +1.80  at 2.47 times this price: l3-archive moves from azure to gcp
      aws.iot-core.message   2.16     +0.22  no change between a tenth and ten times this price

    Prices
      aws, eu-central-1: as of 2026-07-17 (127 days old)
      azure, westeurope: as of 2026-07-17 (127 days old)

    Warnings
      - The prices of aws are 127 days old; twin prices fetch asks for newer ones."
  `);
});
