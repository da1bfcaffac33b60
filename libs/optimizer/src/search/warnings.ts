import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { PriceRow, Providers, Slot } from "@twin2multicloud/model";
import type { Pricing } from "../pricing/pricing.ts";
import { nameOfPlacement, numberOfPlacement, placementOfNumber } from "../pricing/placement.ts";
import type { Constraints } from "./constraints.ts";
import { slotDemandName } from "./demand.ts";
import { exclusionOf } from "./exclusion.ts";
import { movedTo } from "./moved.ts";
import type { Optimum } from "./optimum.ts";
import { cheapestWithout } from "./study.ts";
import type { Study } from "./study.ts";
import { many } from "./words.ts";

function pinWarning(study: Study, best: Optimum, slot: Slot): string[] {
  const pinned = placementOfNumber(best.number)[slot];
  const name = slotDemandName("pin", slot, pinned);
  const free = cheapestWithout(study, name);
  if (!free) return [];
  const saved = study.exactTotals.of(best.number).sub(study.exactTotals.of(free.number));
  if (saved.compare(0) <= 0) return [];
  const placement = placementOfNumber(free.number);
  return [
    `${name} is not cost-optimal: ${slot} on ${placement[slot]} would save ${study.money.text(saved)} a month ` +
      `(${nameOfPlacement(placement)})`,
  ];
}

/** A warning for every pin that is dearer than the best free choice of its slot: what that would save, and where. */
export function pinWarnings(study: Study, best: Optimum, { pin }: Constraints): string[] {
  return SLOTS.flatMap((slot) => (pin[slot] === undefined ? [] : pinWarning(study, best, slot)));
}

/** For each slot of a placement that would be cheaper elsewhere, all else as it is: where, and what it would save. */
function slotWarnings(study: Study, placement: Providers): string[] {
  const { exactTotals, money, pricing } = study;
  const total = exactTotals.of(numberOfPlacement(placement));
  return SLOTS.flatMap((slot) => {
    const moves = CLOUDS.filter((cloud) => cloud !== placement[slot] && !exclusionOf(pricing, slot, cloud))
      .map((cloud) => ({
        cloud,
        number: numberOfPlacement(movedTo(placement, slot, { cloud, model: pricing.model })),
      }))
      .filter(({ number }) => !Number.isNaN(pricing.totals[number] ?? Number.NaN))
      .map(({ cloud, number }) => ({ cloud, saved: total.sub(exactTotals.of(number)) }))
      .sort((a, b) => b.saved.compare(a.saved));
    const [best] = moves;
    if (!best || best.saved.compare(0) <= 0) return [];
    return [
      `${slot} on ${placement[slot]} is not cost-optimal: on ${best.cloud} the twin would cost ` +
        `${money.text(best.saved)} a month less, all else as it is`,
    ];
  });
}

/** Warnings about a placement that was given instead of found: what is cheaper, and which demands it does not meet. */
export function placementWarnings(study: Study, best: Optimum, placement: Providers): string[] {
  const { exactTotals, money, demands, budget } = study;
  const total = exactTotals.of(numberOfPlacement(placement));
  const saved = total.sub(exactTotals.of(best.number));
  const name = nameOfPlacement(placementOfNumber(best.number));
  const dearer = `${nameOfPlacement(placement)} is not cost-optimal: ${name} would save ${money.text(saved)} a month`;
  const unmet = demands.filter(({ meets }) => !meets(placement)).map((demand) => demand.name);
  const beyond = budget && !budget.affords(total) ? [budget.name] : [];
  return [
    ...(saved.compare(0) > 0 ? [dearer] : []),
    ...slotWarnings(study, placement),
    ...[...unmet, ...beyond].map((demand) => `${nameOfPlacement(placement)} does not meet ${demand}`),
  ];
}

/** What a scenario's limits warn of, without what concerns slots that a placement has elsewhere. */
export function limitWarnings({ warnings }: Pricing, placement: Providers): string[] {
  return warnings.flatMap((warning) => {
    if (typeof warning === "string") return [warning];
    return placement[warning.slot] === warning.cloud ? [warning.text] : [];
  });
}

/** One line that names the suspicious ones of the prices that a result reads. */
export function suspicionWarnings(rows: readonly PriceRow[]): string[] {
  const suspicious = rows.flatMap(({ meter, suspicious: why }) =>
    why === undefined ? [] : [`${meter} (${why})`],
  );
  if (suspicious.length === 0) return [];
  return [
    `${many(suspicious.length, "price")} that this result reads may be wrong: ${suspicious.join("; ")}`,
  ];
}
