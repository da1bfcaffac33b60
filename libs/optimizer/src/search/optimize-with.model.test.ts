import { SLOTS } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { doubleOf, exact } from "../exact.ts";
import type { Exact } from "../exact.ts";
import { EVERY_PLACEMENT, nameOfPlacement, placementWith, PLACEMENTS } from "../pricing/placement.ts";
import { pricingOf, smallModel } from "./fixtures/small-model.ts";
import { allOn, constrained, NO_GCP_L4, refusalOf, resultOf, UNEVEN } from "./fixtures/small-requests.ts";

const allTotals = new Map<number, { name: string; total: Exact }[]>();

/** All totals by another way: sorted by exact totals, then by name. */
function bruteForce(devices: number, isAllowed: (name: string) => boolean) {
  const pricing = pricingOf(smallModel(), UNEVEN, devices);
  const totals =
    allTotals.get(devices) ??
    EVERY_PLACEMENT.map((placement) => ({
      name: nameOfPlacement(placement),
      total: pricing.exactTotal(placement),
    }));
  allTotals.set(devices, totals);
  return totals
    .filter(({ name }) => isAllowed(name))
    .sort((a, b) => a.total.compare(b.total) || (a.name < b.name ? -1 : 1));
}

describe("the optimum", () => {
  test.each([
    [1, {}, () => true],
    [30, {}, () => true],
    [30, { pin: { l1: "gcp" } }, (name: string) => name.startsWith("gcp")],
    [30, { residency: ["EU"], maxClouds: 1 }, (name: string) => /^(aws|azure)(\|\1)*$/.test(name)],
    [7, { forbid: [{ slot: "l5", cloud: "azure" }] }, (name: string) => !name.endsWith("azure")],
  ] as const)("%i devices with %j: the ranking is that of brute force", (devices, constraints, isAllowed) => {
    const { ranked, candidates, total } = resultOf({ given: { devices }, ...constrained(constraints) });
    const expected = bruteForce(devices, isAllowed);
    expect(ranked.map(({ placement }) => placement)).toEqual(expected.map(({ name }) => name));
    ranked.forEach((entry, index) => {
      expect(entry.total).toBeCloseTo(doubleOf(expected[index]?.total ?? exact(0)), 9);
    });
    expect(candidates).toEqual({ enumerated: expected.length, evaluated: expected.length });
    expect(total).toBeCloseTo(ranked[0]?.total ?? 0, 2);
  });

  test("a budget cuts the dear end of the ranking off", () => {
    const { ranked, constraints } = resultOf(constrained({ budget: 8 }));
    const expected = bruteForce(1, () => true).filter(({ total }) => doubleOf(total) <= 8.005);
    expect(ranked.map(({ placement }) => placement)).toEqual(expected.map(({ name }) => name));
    expect(constraints).toEqual([{ constraint: "--budget 8", costs: 0, without: ranked[0]?.placement }]);
  });

  test("a budget of the total that is shown is enough, in its currency", () => {
    const free = resultOf({ given: { devices: 1, currency: "EUR" } });
    const { total } = resultOf({
      given: { devices: 1, currency: "EUR" },
      ...constrained({ budget: free.total }),
    });
    expect(total).toBe(free.total);
    expect(
      refusalOf({ given: { devices: 1, currency: "EUR" }, ...constrained({ budget: free.total - 0.01 }) })
        .code,
    ).toBe("BUDGET_EXCEEDED");
  });

  test("the proof tells what was excluded, what was totalled and how much more the second costs", () => {
    const model = smallModel({}, [NO_GCP_L4]);
    const { proof, ranked } = resultOf(constrained({ pin: { l1: "azure" } }), model);
    const equal = ranked.filter(({ total }) => total === ranked[0]?.total).length - 1;
    expect(equal).toBeGreaterThan(1);
    expect(proof).toBe(
      "every one of 486 admissible placements was totalled: of 2,187, the model excludes 729 (l4 on gcp: UNSUPPORTED) " +
        `and --pin l1=azure leaves out 972; the second best, ${ranked[1]?.placement}, costs the same and comes ` +
        `later by name; floating point totals are less than 1e-7 USD off, and the ${equal} placements that near to the ` +
        "best were compared exactly",
    );
  });
});

describe("what constraints cost", () => {
  test("each the total with all less the total without it", () => {
    const { constraints } = resultOf({
      given: { devices: 30 },
      ...constrained({ pin: { l4: "gcp" }, residency: ["US", "DE"] }),
    });
    const cost = (isAllowed: (name: string) => boolean) =>
      doubleOf(bruteForce(30, isAllowed)[0]?.total ?? exact(0));
    const pinned = (name: string) => name.split("|")[5] === "gcp";
    const inside = (name: string) => !name.includes("azure");
    const both = cost((name) => pinned(name) && inside(name));
    expect(constraints.map(({ constraint }) => constraint)).toEqual(["--pin l4=gcp", "--residency US,DE"]);
    expect(constraints[0]?.costs).toBeCloseTo(both - cost(inside), 9);
    expect(constraints[1]?.costs).toBeCloseTo(both - cost(pinned), 9);
    expect(constraints[0]?.without).toBe(bruteForce(30, inside)[0]?.name);
  });

  test("a pin against the optimum is warned of, one for it is not", () => {
    const { warnings, constraints } = resultOf({
      given: { devices: 100 },
      ...constrained({ pin: { l1: "gcp", "l3-hot": "azure" } }),
    });
    const [cost] = constraints;
    expect(cost?.costs).toBeCloseTo(100 * 0.9 + 90 * 0.5, 9);
    expect(warnings.filter((warning) => warning.includes("--pin"))).toEqual([
      `--pin l1=gcp is not cost-optimal: l1 on azure would save 135.00 USD a month (${cost?.without})`,
    ]);
  });
});

describe("a placement that is given", () => {
  const given = { given: { devices: 100 }, placement: allOn("aws") };

  test("is priced and explained although it is not the best", () => {
    const { placement, total, ranked } = resultOf(given);
    expect(placement).toEqual({
      l1: "aws",
      l2: "aws",
      l3_hot: "aws",
      l3_cold: "aws",
      l3_archive: "aws",
      l4: "aws",
      l5: "aws",
    });
    expect(total).toBe(852);
    expect(ranked[0]?.total).toBeLessThan(852);
    expect(ranked).toHaveLength(PLACEMENTS);
  });

  test("warns of the best one and of slots that alone would be cheaper elsewhere", () => {
    const { warnings } = resultOf(given);
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /^aws\|aws\|aws\|aws\|aws\|aws\|aws is not cost-optimal: azure\S+ would save \d+\.\d\d USD a month$/,
      ),
    );
    expect(warnings).toContain(
      "l5 on aws is not cost-optimal: on azure the twin would cost 155.00 USD a month less, all else as it is",
    );
    expect(warnings.some((warning) => warning.startsWith("l4"))).toBe(false);
  });

  test("warns of nothing when it is the best one", () => {
    const best = resultOf({ given: { devices: 100 } });
    const names = best.ranked[0]?.placement.split("|") ?? [];
    const placement = placementWith((slot) => (names[SLOTS.indexOf(slot)] === "aws" ? "aws" : "azure"));
    const { warnings, total } = resultOf({ given: { devices: 100 }, placement });
    expect(total).toBe(best.total);
    expect(warnings).toEqual(best.warnings);
  });

  test("warns of demands that it does not meet", () => {
    const { warnings } = resultOf({
      ...given,
      ...constrained({ forbid: [{ slot: "l1", cloud: "aws" }], budget: 700 }),
    });
    expect(warnings).toEqual(
      expect.arrayContaining([
        "aws|aws|aws|aws|aws|aws|aws does not meet --forbid l1=aws",
        "aws|aws|aws|aws|aws|aws|aws does not meet --budget 700",
      ]),
    );
  });
});
