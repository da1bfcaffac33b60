import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Slot } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { NOW } from "../models/twin2clouds-v2/fixtures/priced.ts";
import { REFUSALS, RESULTS } from "../models/twin2clouds-v2/fixtures/vectors.ts";
import type { ResultVector } from "../models/twin2clouds-v2/fixtures/vectors.ts";
import { twin2cloudsV2 } from "../models/twin2clouds-v2/twin2clouds-v2.ts";
import { EVERY_PLACEMENT } from "../pricing/placement.ts";
import { prepare } from "./prepare.ts";
import type { OptimizeRequest } from "./request.ts";
import { SLOT_KEYS } from "./result.ts";
import { billDocument } from "./result-document.ts";
import { ranking } from "./ranking.ts";

const LAYER_KEYS: Readonly<Record<Slot, string>> = {
  l1: "L1",
  l2: "L2",
  "l3-hot": "L3_hot",
  "l3-cold": "L3_cool",
  "l3-archive": "L3_archive",
  l4: "L4",
  l5: "L5",
};

const request = (given: unknown): OptimizeRequest => ({
  model: "twin2clouds-v2",
  given,
  constraints: { pin: {}, forbid: [], residency: [], require: [] },
  catalogue: SHIPPED_CATALOGUE,
  now: NOW,
});

function documentOf({ input }: ResultVector) {
  const prepared = prepare(twin2cloudsV2, request(input));
  if ("refusal" in prepared) throw new Error(JSON.stringify(prepared.refusal));
  const { study, chosen } = prepared;
  const ranked = ranking(study.pricing.totals, study.allowed, study.exactTotals);
  const placement = EVERY_PLACEMENT[chosen];
  if (!placement) throw new Error(`no placement ${chosen}`);
  return billDocument(study, placement, ranked);
}

function close(got: number | null, want: number | null, what: string): void {
  if (want === null) return expect.soft(got, what).toBeNull();
  const difference = Math.abs((got ?? Number.NaN) - want);
  expect
    .soft(difference, `${what}: ${got}, not ${want}`)
    .toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want)));
}

describe.each(RESULTS.map((vector) => [`${vector.id} ${vector.name}`, vector] as const))(
  "%s",
  (_, vector) => {
    const result = documentOf(vector);
    const rate = vector.currency === "USD" ? 1 : SHIPPED_CATALOGUE.currency.usd_to_eur;

    test("the path, the total and the candidates", () => {
      const path = SLOTS.map((slot) => result.placement[SLOT_KEYS[slot]]).join("|");
      expect(path).toBe(vector.diagnostics.winningCandidateId);
      expect(result.currency).toBe(vector.currency);
      expect(result.total).toBe(vector.id === "009" ? 42.56 : vector.totalCost);
      const { enumeratedPathCount: count } = vector.diagnostics;
      expect(result.candidates).toEqual({ enumerated: count, evaluated: count });
    });

    test("the table of layers with all components", () => {
      for (const cloud of CLOUDS) {
        for (const slot of SLOTS) {
          const got = result.layers[cloud][SLOT_KEYS[slot]];
          const want = vector.layers[cloud][LAYER_KEYS[slot]];
          const what = `${cloud} ${slot}`;
          expect.soft([got.supported, got.code ?? null], what).toEqual([want?.supported, want?.reason]);
          close(got.cost, want?.cost ?? Number.NaN, what);
          expect
            .soft(Object.keys(got.components).sort(), what)
            .toEqual(Object.keys(want?.components ?? {}).sort());
          for (const [name, amount] of Object.entries(want?.components ?? {}))
            close(got.components[name] ?? Number.NaN, amount, `${what} ${name}`);
        }
      }
    });

    test("edges and movers", () => {
      expect(result.edges).toHaveLength(vector.edges.length);
      vector.edges.forEach(({ from, to, egress, glue }, index) => {
        const got = result.edges[index];
        expect.soft([got?.from, got?.to]).toEqual([from, to]);
        close(got?.egress ?? Number.NaN, egress, `${got?.id} egress`);
        close(got?.glue ?? Number.NaN, glue, `${got?.id} glue`);
      });
      close(result.movers.hot_to_cold, vector.movers.l3_hot_to_l3_cool, "hot to cold");
      close(result.movers.cold_to_archive, vector.movers.l3_cool_to_l3_archive, "cold to archive");
    });

    test("the ranking and the single clouds", () => {
      vector.bruteForce.top5.forEach(({ path, costUSD }, index) => {
        expect.soft(result.ranked[index]?.placement).toBe(path);
        close(result.ranked[index]?.total ?? Number.NaN, costUSD * rate, path);
      });
      for (const cloud of CLOUDS) {
        const single = vector.bruteForce.singleCloudUSD[cloud];
        close(result.single_clouds[cloud], single === null ? null : single * rate, cloud);
      }
    });
  },
);

test.each(REFUSALS.map((vector) => [vector.id, vector] as const))("%s is refused", (_, { input }) => {
  expect(prepare(twin2cloudsV2, request(input))).toHaveProperty("refusal");
});
