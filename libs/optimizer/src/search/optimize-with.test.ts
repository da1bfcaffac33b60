import { SLOTS } from "@twin2multicloud/model";
import type { Cloud } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { doubleOf, exact } from "../exact.ts";
import type { Exact } from "../exact.ts";
import type { Exclusion } from "../model/cost-model.ts";
import { EVERY_PLACEMENT, nameOfPlacement, placementWith, PLACEMENTS } from "../pricing/placement.ts";
import type { Constraints } from "./constraints.ts";
import { NOW, pricingOf, requestWith, smallCatalogue, smallModel } from "./fixtures/small-model.ts";
import type { SmallPrices } from "./fixtures/small-model.ts";
import { optimizeWith } from "./optimize-with.ts";
import type { OptimizeRequest } from "./request.ts";
import type { OptimizeResult } from "./result.ts";

const NONE: Constraints = { pin: {}, forbid: [], residency: [], require: [] };
const NO_GCP_L4: Exclusion = { cloud: "gcp", slot: "l4", code: "UNSUPPORTED", reason: "gcp has no twins" };
const all = (cloud: "aws" | "azure" | "gcp") => placementWith(() => cloud);

/** Few devices may cross between clouds for nothing; then l4 is cheapest on aws, l1 and l2 on azure. */
const PRICES: Readonly<Record<Cloud, SmallPrices>> = {
  aws: { l4: 0.5, l5: 3 },
  azure: { l1: 0.4, l2: 0.7 },
  gcp: { l1: 1.3, l2: 1.25, "l3-hot": 1.5, "l3-cold": 2, "l3-archive": 1.6, l5: 1.01 },
};
const catalogue = smallCatalogue(PRICES);

function resultOf(more: Partial<OptimizeRequest>, model = smallModel()): OptimizeResult {
  const outcome = optimizeWith(model, requestWith({ catalogue, ...more }));
  if ("refusal" in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.result;
}

function refusalOf(more: Partial<OptimizeRequest>, model = smallModel()) {
  const outcome = optimizeWith(model, requestWith({ catalogue, ...more }));
  if ("result" in outcome) throw new Error(`not refused: ${outcome.result.proof}`);
  return outcome.refusal;
}

const constrained = (constraints: Partial<Constraints>) => ({ constraints: { ...NONE, ...constraints } });

describe("refusals", () => {
  test("a scenario that the model refuses", () => {
    expect(refusalOf({ given: {} }).code).toBe("SCENARIO_INVALID");
  });

  test("a model that refuses the numbers", () => {
    const refusal = { code: "IOT_HUB_CAPACITY_EXCEEDED", findings: [] } as const;
    const model = smallModel({ limits: () => ({ exclusions: [], warnings: [], refusal }) });
    expect(refusalOf({}, model)).toEqual(refusal);
  });

  test("a price that is not in the catalogue", () => {
    const { gcp } = catalogue.clouds;
    const rows = gcp.rows.filter(({ meter }) => meter !== "gcp.l4" && meter !== "gcp.l5");
    const clouds = { ...catalogue.clouds, gcp: { ...gcp, rows } };
    const { code, findings } = refusalOf({ catalogue: { ...catalogue, clouds } });
    expect(code).toBe("CATALOGUE_INCOMPLETE");
    expect(findings.map(({ path }) => path).sort()).toEqual(["gcp.l4", "gcp.l5"]);
  });

  test("constraints without a meaning", () => {
    expect(refusalOf(constrained({ maxClouds: 0, budget: Number.NaN }))).toEqual({
      code: "CONSTRAINTS_INVALID",
      findings: [
        expect.objectContaining({ path: "--max-clouds 0" }),
        expect.objectContaining({ path: "--budget NaN" }),
      ],
    });
  });

  test("a pin to what the model excludes names slot, cloud and code", () => {
    const { code, findings } = refusalOf(constrained({ pin: { l4: "gcp" } }), smallModel({}, [NO_GCP_L4]));
    expect(code).toBe("NO_ADMISSIBLE_PLACEMENT");
    expect(findings).toEqual([
      {
        path: "--pin l4=gcp",
        found: expect.stringContaining("l4 on gcp: UNSUPPORTED, gcp has no twins"),
        expected: expect.stringContaining("1,458 placements"),
      },
    ]);
  });

  test("demands that exclude each other are all named", () => {
    const { findings } = refusalOf(constrained({ pin: { l1: "aws", l2: "azure" }, maxClouds: 1 }));
    expect(findings.map(({ path }) => path)).toEqual(["--pin l1=aws", "--pin l2=azure", "--max-clouds 1"]);
  });

  test("a slot that no cloud can take, without any demand", () => {
    const exclusions = (["aws", "azure", "gcp"] as const).map((cloud) => ({ ...NO_GCP_L4, cloud }));
    expect(refusalOf({}, smallModel({}, exclusions))).toEqual({
      code: "NO_ADMISSIBLE_PLACEMENT",
      findings: [
        {
          path: "l4",
          found: "l4 on aws: UNSUPPORTED, l4 on azure: UNSUPPORTED, l4 on gcp: UNSUPPORTED",
          expected: expect.any(String),
        },
      ],
    });
  });

  test("ties that leave no cloud, without any demand", () => {
    const out = (slot: "l2" | "l3-hot", cloud: "aws" | "azure" | "gcp") => ({ ...NO_GCP_L4, slot, cloud });
    const model = smallModel({ ties: [["l2", "l3-hot"]] }, [
      out("l2", "aws"),
      out("l2", "gcp"),
      out("l3-hot", "azure"),
    ]);
    expect(refusalOf({}, model).findings).toHaveLength(3);
  });

  test("a budget below everything names the cheapest total", () => {
    expect(refusalOf({ ...constrained({ budget: 6 }) })).toEqual({
      code: "BUDGET_EXCEEDED",
      findings: [{ path: "--budget 6", found: expect.any(String), expected: "at least 7.6 USD a month" }],
    });
  });

  test("a placement that the model excludes", () => {
    expect(refusalOf({ placement: all("gcp") }, smallModel({}, [NO_GCP_L4]))).toEqual({
      code: "NO_ADMISSIBLE_PLACEMENT",
      findings: [
        { path: "l4", found: "l4 on gcp: UNSUPPORTED, gcp has no twins", expected: "l4 on aws or azure" },
      ],
    });
  });

  test("a placement that breaks a tie", () => {
    const model = smallModel({ ties: [["l2", "l3-hot"]] });
    const placement = { ...all("aws"), l2: "gcp" } as const;
    expect(refusalOf({ placement }, model).findings).toEqual([
      {
        path: "l2",
        found: "l2 on gcp, l3-hot on aws",
        expected: "l2 and l3-hot on the same cloud, as the model ties them",
      },
    ]);
  });
});

const allTotals = new Map<number, { name: string; total: Exact }[]>();

/** All totals by another way: sorted by exact totals, then by name. */
function bruteForce(devices: number, isAllowed: (name: string) => boolean) {
  const pricing = pricingOf(smallModel(), catalogue, devices);
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
  const given = { given: { devices: 100 }, placement: all("aws") };

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

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function chosenSum({ layers, edges, movers, placement }: OptimizeResult): number {
  const slots = (["l1", "l2", "l3_hot", "l3_cold", "l3_archive", "l4", "l5"] as const).map(
    (slot) => layers[placement[slot]][slot].cost,
  );
  return sumOf([
    ...slots,
    ...edges.map(({ egress, glue }) => egress + glue),
    movers.hot_to_cold,
    movers.cold_to_archive,
  ]);
}

describe("the document", () => {
  test.each(["USD", "EUR"] as const)(
    "layers, edges and movers of the chosen placement add up in %s",
    (currency) => {
      const result = resultOf({ given: { devices: 100 }, currency });
      expect(result.currency).toBe(currency);
      expect(chosenSum(result)).toBeCloseTo(result.ranked[0]?.total ?? 0, 9);
      expect(result.total).toBeCloseTo(result.ranked[0]?.total ?? 0, 2);
    },
  );

  test("a cell elsewhere is the bill of the chosen placement with the slot moved there", () => {
    const { layers } = resultOf({ given: { devices: 100 } }, smallModel({}, [NO_GCP_L4]));
    expect(layers.gcp.l3_cold).toEqual({ cost: 200, supported: true, components: { service: 200 } });
    expect(layers.aws.l5).toEqual({ cost: 300, supported: true, components: { service: 300 } });
    expect(layers.gcp.l4).toEqual({
      cost: 0,
      supported: false,
      code: "UNSUPPORTED",
      reason: "gcp has no twins",
      components: {},
    });
  });

  test("a cloud that the model does not know supports nothing and has no total", () => {
    const { layers, single_clouds: singles } = resultOf({}, smallModel({ clouds: ["aws", "azure"] }));
    expect(layers.gcp.l1).toMatchObject({ supported: false, cost: 0, code: "CLOUD_NOT_MODELLED" });
    expect(singles).toEqual({ aws: 10.5, azure: 8.1, gcp: null });
  });

  test("subtotals stand beside their parts and add nothing", () => {
    const subtotals = [{ slot: "l2", component: "everything", of: ["service", "absent"] }] as const;
    const { layers } = resultOf({}, smallModel({ subtotals }));
    expect(layers.aws.l2).toEqual({ cost: 1, supported: true, components: { service: 1, everything: 1 } });
    expect(layers.aws.l1.components).toEqual({ service: 1 });
  });

  test("warnings of the reading, of the limits, of old and of suspicious prices that are read", () => {
    const mark = (meter: string) => ({
      ...catalogue.clouds.aws,
      rows: catalogue.clouds.aws.rows.map((row) =>
        row.meter === meter ? { ...row, suspicious: "a slip" } : row,
      ),
    });
    const now = NOW + 100 * 24 * 3600 * 1000;
    const withMark = (meter: string) => ({ ...catalogue, clouds: { ...catalogue.clouds, aws: mark(meter) } });
    const { warnings, prices } = resultOf({ catalogue: withMark("aws.l4"), now });
    expect(warnings.slice(0, 2)).toEqual(["read", "limited"]);
    expect(warnings).toContainEqual(expect.stringContaining("the prices of gcp are 100 days old"));
    expect(warnings.at(-1)).toBe("1 price that this result reads may be wrong: aws.l4 (a slip)");
    expect(prices.azure).toEqual({ region: "westeurope", as_of: "2026-07-17T00:00:00Z", age_days: 100 });
    expect(resultOf({ catalogue: withMark("aws.l5") }).warnings).toEqual(["read", "limited"]);
  });

  test("a model that brings its prices along has their date and no warning of age", () => {
    const rows = catalogue.clouds.aws.rows.concat(catalogue.clouds.azure.rows, catalogue.clouds.gcp.rows);
    const own = rows.map((row) => ({ ...row, as_of: "2025-06-01T00:00:00Z" }));
    const { prices, warnings } = resultOf({ now: NOW + 1e11 }, smallModel({ rows: () => own }));
    expect(prices.aws).toMatchObject({ region: "prices of deployed", as_of: "2025-06-01T00:00:00Z" });
    expect(warnings).toEqual(["read", "limited"]);
  });
});
