import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Catalogue } from "@twin2multicloud/model";
import type { CostModel } from "../model/cost-model.ts";
import type { ScenarioFinding } from "../model/scenario.ts";
import type { Constraints } from "./constraints.ts";
import { residencyName, residencyWords, slotDemandName } from "./demand.ts";
import { listed } from "./words.ts";

function pinComplaints({ pin, forbid }: Constraints, model: CostModel): ScenarioFinding[] {
  return SLOTS.flatMap((slot) => {
    const cloud = pin[slot];
    if (cloud === undefined) return [];
    const path = slotDemandName("pin", slot, cloud);
    if (!model.clouds.includes(cloud)) {
      const known = listed(model.clouds, "or");
      return [{ path, found: cloud, expected: `a cloud that the model ${model.name} knows: ${known}` }];
    }
    if (!forbid.some((ban) => ban.slot === slot && ban.cloud === cloud)) return [];
    const ban = slotDemandName("forbid", slot, cloud);
    return [{ path, found: `${ban} as well`, expected: "a pin to a cloud that is not forbidden" }];
  });
}

function residencyComplaints({ residency }: Constraints, { clouds }: Catalogue): ScenarioFinding[] {
  const known = [...new Set(CLOUDS.flatMap((cloud) => residencyWords(clouds[cloud])))];
  return residency
    .filter((word) => !known.some((other) => other.toLowerCase() === word.toLowerCase()))
    .map((word) => ({
      path: residencyName([word]),
      found: word,
      expected: `a region, country or union of the catalogue: ${listed(known, "or")}`,
    }));
}

function cloudCountComplaints({ maxClouds }: Constraints): ScenarioFinding[] {
  if (maxClouds === undefined || (Number.isInteger(maxClouds) && maxClouds >= 1)) return [];
  return [{ path: `--max-clouds ${maxClouds}`, found: String(maxClouds), expected: "a whole number from 1" }];
}

function budgetComplaints({ budget }: Constraints): ScenarioFinding[] {
  if (budget === undefined || (Number.isFinite(budget) && budget >= 0)) return [];
  return [{ path: `--budget ${budget}`, found: String(budget), expected: "an amount a month, at least 0" }];
}

/** Everything that makes a user's constraints meaningless, whatever the scenario. */
export function constraintComplaints(
  constraints: Constraints,
  { model, catalogue }: { model: CostModel; catalogue: Catalogue },
): ScenarioFinding[] {
  return [
    ...pinComplaints(constraints, model),
    ...residencyComplaints(constraints, catalogue),
    ...cloudCountComplaints(constraints),
    ...budgetComplaints(constraints),
  ];
}
