import { describe, expect, test } from "vitest";
import { NOW, smallModel } from "./fixtures/small-model.ts";
import { allOn, NO_GCP_L4, resultOf, UNEVEN } from "./fixtures/small-requests.ts";
import type { OptimizeResult } from "./result.ts";

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
      ...UNEVEN.clouds.aws,
      rows: UNEVEN.clouds.aws.rows.map((row) =>
        row.meter === meter ? { ...row, suspicious: "a slip" } : row,
      ),
    });
    const now = NOW + 100 * 24 * 3600 * 1000;
    const withMark = (meter: string) => ({ ...UNEVEN, clouds: { ...UNEVEN.clouds, aws: mark(meter) } });
    const { warnings, prices } = resultOf({ catalogue: withMark("aws.l4"), now });
    expect(warnings.slice(0, 2)).toEqual(["read", "limited"]);
    expect(warnings).toContainEqual(expect.stringContaining("the prices of gcp are 100 days old"));
    expect(warnings.at(-1)).toBe("1 price that this result reads may be wrong: aws.l4 (a slip)");
    expect(prices.azure).toEqual({ region: "westeurope", as_of: "2026-07-17T00:00:00Z", age_days: 100 });
    expect(resultOf({ catalogue: withMark("aws.l5") }).warnings).toEqual(["read", "limited"]);
  });

  test("a warning about a slot on a cloud is shown where the placement has that slot there", () => {
    const caution = (cloud: "aws" | "azure", slot: "l1" | "l4") => ({
      cloud,
      slot,
      text: `${slot} on ${cloud}`,
    });
    const warnings = [caution("aws", "l1"), "everywhere", caution("azure", "l1"), caution("azure", "l4")];
    const model = smallModel({ limits: () => ({ exclusions: [], warnings }) });
    const placement = { ...allOn("aws"), l1: "azure" } as const;
    expect(resultOf({ placement }, model).warnings.slice(0, 3)).toEqual([
      "read",
      "everywhere",
      "l1 on azure",
    ]);
  });

  test("a model that brings its prices along has their date and no warning of age", () => {
    const rows = UNEVEN.clouds.aws.rows.concat(UNEVEN.clouds.azure.rows, UNEVEN.clouds.gcp.rows);
    const own = rows.map((row) => ({ ...row, as_of: "2025-06-01T00:00:00Z" }));
    const { prices, warnings } = resultOf({ now: NOW + 1e11 }, smallModel({ rows: () => own }));
    expect(prices.aws).toMatchObject({ region: "prices of deployed", as_of: "2025-06-01T00:00:00Z" });
    expect(warnings).toEqual(["read", "limited"]);
  });
});
