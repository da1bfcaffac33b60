import { CLOUDS, isCloud } from "@twin2multicloud/model";
import type { Providers, Slot } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { SHIPPED_CATALOGUE } from "../../catalogue/shipped.ts";
import { doubleOf, exact, ONE, rounded, sumOf, ZERO } from "../../exact.ts";
import type { Exact } from "../../exact.ts";
import type { Place } from "../../model/cost-model.ts";
import { nameOfPlacement, placementOfNumber, placementWith } from "../../pricing/placement.ts";
import type { Pricing } from "../../pricing/pricing.ts";
import { priced, refused } from "./fixtures/priced.ts";
import { REFUSALS, RESULTS } from "./fixtures/vectors.ts";
import type { ResultVector } from "./fixtures/vectors.ts";
import { twin2cloudsV2 } from "./twin2clouds-v2.ts";

const SLOT_OF: Readonly<Record<string, Slot>> = {
  L1: "l1",
  L2: "l2",
  L3_hot: "l3-hot",
  L3_cool: "l3-cold",
  L3_archive: "l3-archive",
  L4: "l4",
  L5: "l5",
};

const REFUSAL_CODE_OF: Readonly<Record<string, string>> = {
  UNSUPPORTED_ERROR_HANDLING_TOPOLOGY: "UNSUPPORTED_ERROR_HANDLING_TOPOLOGY",
};

const toEuros = exact(SHIPPED_CATALOGUE.currency.usd_to_eur);

/** An amount as the predecessor gives it: euros have twelve places. */
function shown(usd: Exact, { currency }: ResultVector): number {
  return doubleOf(currency === "USD" ? usd : rounded(usd.mul(toEuros), 12));
}

function close(got: number, want: number, what: string): void {
  expect
    .soft(Math.abs(got - want), `${what}: ${got}, not ${want}`)
    .toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want)));
}

function amountAt(pricing: Pricing, placement: Providers, at: (place: Place) => boolean): Exact {
  return sumOf(
    pricing.statement(placement).lines.flatMap(({ place, amount }) => (at(place) ? [amount] : [])),
  );
}

function componentsAt(pricing: Pricing, placement: Providers, slot: Slot): Record<string, Exact> {
  const components: Record<string, Exact> = {};
  for (const { place, amount } of pricing.statement(placement).lines)
    if (place.kind === "layer" && place.slot === slot) components[place.component] = amount;
  for (const subtotal of twin2cloudsV2.subtotals ?? [])
    if (subtotal.of.some((part) => part in components))
      components[subtotal.component] = sumOf(subtotal.of.map((part) => components[part] ?? ZERO));
  return components;
}

function placementOf(name: string): Providers {
  const clouds = name.split("|").filter(isCloud);
  return placementWith(() => clouds.shift() ?? "aws");
}

function ranked(pricing: Pricing): { name: string; total: Exact }[] {
  return [...pricing.totals.keys()]
    .filter((number) => !Number.isNaN(pricing.totals[number]))
    .sort((a, b) => (pricing.totals[a] ?? 0) - (pricing.totals[b] ?? 0))
    .slice(0, 20)
    .map(placementOfNumber)
    .map((placement) => ({ name: nameOfPlacement(placement), total: pricing.exactTotal(placement) }))
    .sort((a, b) => a.total.compare(b.total) || (a.name < b.name ? -1 : 1));
}

describe.each(RESULTS.map((vector) => [`${vector.id} ${vector.name}`, vector] as const))(
  "%s",
  (_, vector) => {
    const pricing = priced(vector.input);
    const winner = placementOf(vector.diagnostics.winningCandidateId);

    test("what each slot costs on each cloud, part by part", () => {
      for (const cloud of CLOUDS) {
        for (const [key, layer] of Object.entries(vector.layers[cloud])) {
          const slot = SLOT_OF[key] ?? "l1";
          const out = pricing.exclusions.find((each) => each.cloud === cloud && each.slot === slot);
          expect.soft(out?.code ?? null, `${cloud} ${slot}`).toBe(layer.reason);
          expect.soft(out === undefined).toBe(layer.supported);
          if (!layer.supported) continue;
          const there = placementWith((other) => (other === slot ? cloud : winner[other]));
          const components = componentsAt(pricing, there, slot);
          expect.soft(Object.keys(components).sort()).toEqual(Object.keys(layer.components).sort());
          for (const [name, want] of Object.entries(layer.components))
            close(shown(components[name] ?? ZERO, vector), want, `${cloud} ${slot} ${name}`);
          const cost = amountAt(pricing, there, (place) => place.kind === "layer" && place.slot === slot);
          close(shown(cost, vector), layer.cost, `${cloud} ${slot}`);
        }
      }
    });

    test("edges and movers of the winner", () => {
      vector.edges.forEach((want, index) => {
        const edge = twin2cloudsV2.edges[index];
        for (const part of ["egress", "glue"] as const) {
          const got = amountAt(
            pricing,
            winner,
            (place) => place.kind === "edge" && place.edge === edge && place.part === part,
          );
          close(shown(got, vector), want[part], `${edge} ${part}`);
        }
      });
      const movers = {
        hot_to_cold: vector.movers.l3_hot_to_l3_cool,
        cold_to_archive: vector.movers.l3_cool_to_l3_archive,
      };
      for (const [mover, want] of Object.entries(movers))
        close(
          shown(
            amountAt(pricing, winner, (place) => place.kind === "mover" && place.mover === mover),
            vector,
          ),
          want,
          mover,
        );
    });

    test("winner, runners-up and single clouds among all admissible placements", () => {
      const admissible = pricing.totals.filter((total) => !Number.isNaN(total));
      expect(admissible).toHaveLength(vector.diagnostics.enumeratedPathCount);
      const best = ranked(pricing);
      vector.bruteForce.top5.forEach(({ path, costUSD }, index) => {
        expect.soft(best[index]?.name).toBe(path);
        close(doubleOf(best[index]?.total ?? ZERO), costUSD, path);
      });
      close(shown(best[0]?.total ?? ZERO, vector), vector.diagnostics.winningScore, "total");
      for (const cloud of CLOUDS) {
        const want = vector.bruteForce.singleCloudUSD[cloud];
        const alone = placementWith(() => cloud);
        if (want !== null) close(doubleOf(pricing.exactTotal(alone)), want, `all on ${cloud}`);
      }
    });

    test("the total, rounded once", () => {
      const rate = vector.currency === "USD" ? ONE : toEuros;
      const total = doubleOf(rounded(pricing.exactTotal(winner).mul(rate), 2));
      expect(total).toBe(vector.id === "009" ? 42.56 : vector.totalCost);
    });
  },
);

test.each(REFUSALS.map((vector) => [`${vector.id} ${vector.name}`, vector] as const))("%s", (_, vector) => {
  const { code, findings } = refused(vector.input);
  const [field] = vector.error.fields;
  expect(code).toBe(REFUSAL_CODE_OF[field?.type ?? ""] ?? "SCENARIO_INVALID");
  expect(findings).toHaveLength(1);
  const path = field?.loc.length === 0 ? "$.archiveStorageDurationInMonths" : `$.${field?.loc.join(".")}`;
  expect(findings[0]?.path).toBe(path);
});
