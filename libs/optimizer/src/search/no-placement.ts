import { SLOTS } from "@twin2multicloud/model";
import type { Cloud, Providers, Slot } from "@twin2multicloud/model";
import type { CostModel } from "../model/cost-model.ts";
import type { Refusal, ScenarioFinding } from "../model/scenario.ts";
import { nameOfPlacement, placementOfNumber } from "../pricing/placement.ts";
import type { Pricing } from "../pricing/pricing.ts";
import { numbersMeeting } from "./demand.ts";
import type { Demand } from "./demand.ts";
import { exclusionOf } from "./exclusion.ts";
import type { Optimum } from "./optimum.ts";
import type { Study } from "./study.ts";
import { counted, listed, many } from "./words.ts";

/** The clouds on which a model can price a slot. */
function cloudsFor(pricing: Pricing, slot: Slot): Cloud[] {
  return pricing.model.clouds.filter((cloud) => !exclusionOf(pricing, slot, cloud));
}

function slotFindings(pricing: Pricing, placement: Providers): ScenarioFinding[] {
  return SLOTS.flatMap((slot) => {
    const out = exclusionOf(pricing, slot, placement[slot]);
    if (!out) return [];
    const clouds = listed(cloudsFor(pricing, slot), "or");
    return [
      {
        path: slot,
        found: `${slot} on ${placement[slot]}: ${out.code}, ${out.reason}`,
        expected: clouds === "" ? "a scenario in which some cloud can take the slot" : `${slot} on ${clouds}`,
      },
    ];
  });
}

function tieFindings({ ties }: CostModel, placement: Providers): ScenarioFinding[] {
  return ties
    .filter(([slot, other]) => placement[slot] !== placement[other])
    .map(([slot, other]) => ({
      path: slot,
      found: `${slot} on ${placement[slot]}, ${other} on ${placement[other]}`,
      expected: `${slot} and ${other} on the same cloud, as the model ties them`,
    }));
}

/** What keeps a model from pricing a placement: excluded slots and broken ties; empty when nothing does. */
export function placementComplaints(pricing: Pricing, placement: Providers): ScenarioFinding[] {
  return [...slotFindings(pricing, placement), ...tieFindings(pricing.model, placement)];
}

/** The slots that no cloud can take in the scenario, whatever a user demands. */
function impossibleSlots(pricing: Pricing): ScenarioFinding[] {
  return SLOTS.filter((slot) => cloudsFor(pricing, slot).length === 0).map((slot) => ({
    path: slot,
    found: pricing.model.clouds
      .map((cloud) => `${slot} on ${cloud}: ${exclusionOf(pricing, slot, cloud)?.code ?? ""}`)
      .join(", "),
    expected: "a scenario in which some cloud can take the slot",
  }));
}

function everyExclusion({ model, exclusions }: Pricing): ScenarioFinding[] {
  const ties = model.ties.map(([slot, other]) => `${slot} with ${other}`).join(", ");
  return exclusions.map(({ slot, cloud, code, reason }) => ({
    path: slot,
    found: `${slot} on ${cloud}: ${code}, ${reason}`,
    expected: `a scenario that leaves a cloud for every slot, with these on one cloud: ${ties}`,
  }));
}

/** The exclusions that a demand alone runs into: those of every placement that it leaves, such as `l4 on gcp`. */
function collisions(pricing: Pricing, demand: Demand): string[] {
  const left = numbersMeeting([demand]).map((number) => placementOfNumber(number));
  return SLOTS.flatMap((slot) => {
    const clouds = [...new Set(left.map((placement) => placement[slot]))];
    const outs = clouds.map((cloud) => ({ cloud, out: exclusionOf(pricing, slot, cloud) }));
    if (!outs.every(({ out }) => out)) return [];
    return outs.map(({ cloud, out }) => `${slot} on ${cloud}: ${out?.code ?? ""}, ${out?.reason ?? ""}`);
  });
}

/** What would help, by how many placements are admissible without a demand. */
function expectedOfDemand(others: number): string {
  if (others === 0) return "fewer or other demands; without this one alone, nothing is admissible either";
  if (others === 1) return "a demand that leaves the 1 placement that is admissible without it";
  return `a demand that leaves some of the ${many(others, "placement")} that are admissible without it`;
}

function demandFinding({ pricing, demands }: Study, demand: Demand): ScenarioFinding {
  const priced = (left: readonly Demand[]): number =>
    numbersMeeting(left).filter((number) => !Number.isNaN(pricing.totals[number] ?? Number.NaN)).length;
  const all = priced([]);
  const others = priced(demands.filter((other) => other !== demand));
  const excluded = all - priced([demand]);
  const found = [
    ...collisions(pricing, demand),
    `it excludes ${counted(excluded)} of ${many(all, "placement")} that the model can price`,
  ];
  return { path: demand.name, found: found.join("; "), expected: expectedOfDemand(others) };
}

/** The refusal when no placement meets all demands: what each of them excludes, and on which clouds a slot cannot be. */
export function nothingAdmissible(study: Study): Refusal {
  const impossible = impossibleSlots(study.pricing);
  if (impossible.length > 0) return { code: "NO_ADMISSIBLE_PLACEMENT", findings: impossible };
  const findings = study.demands.map((demand) => demandFinding(study, demand));
  return {
    code: "NO_ADMISSIBLE_PLACEMENT",
    findings: findings.length > 0 ? findings : everyExclusion(study.pricing),
  };
}

/** The refusal when even the cheapest admissible placement is above the budget; its total is not shortened, for it is the least budget. */
export function budgetExceeded({ money, exactTotals }: Study, name: string, cheapest: Optimum): Refusal {
  const total = money.total(exactTotals.of(cheapest.number));
  const placement = nameOfPlacement(placementOfNumber(cheapest.number));
  return {
    code: "BUDGET_EXCEEDED",
    findings: [
      {
        path: name,
        found: `less than the cheapest admissible placement costs: ${placement}`,
        expected: `at least ${total} ${money.currency} a month`,
      },
    ],
  };
}
