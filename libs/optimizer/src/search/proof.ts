import { doubleOf } from "../exact.ts";
import { nameOfPlacement, placementOfNumber, PLACEMENTS } from "../pricing/placement.ts";
import { slackOf } from "../pricing/pricing.ts";
import type { Pricing } from "../pricing/pricing.ts";
import { numbersMeeting } from "./demand.ts";
import type { Optimum } from "./optimum.ts";
import type { Study } from "./study.ts";
import { counted, listed, many } from "./words.ts";

function reasons({ model, exclusions }: Pricing): string {
  const ties = model.ties.map(([slot, other]) => `${slot} shares a cloud with ${other}`);
  const slots = exclusions.map(({ slot, cloud, code }) => `${slot} on ${cloud}: ${code}`);
  const clouds = model.clouds.length < 3 ? [`it knows ${listed(model.clouds, "and")} only`] : [];
  const all = [...clouds, ...ties, ...slots];
  return all.length === 0 ? "" : ` (${all.join(", ")})`;
}

/** Whose exclusions leave how many placements out. */
function exclusionPart({ pricing, demands, budget }: Study, admissible: number): string {
  const priced = numbersMeeting([]).filter((number) => !Number.isNaN(pricing.totals[number] ?? Number.NaN));
  const names = [...demands, ...(budget ? [budget] : [])].map(({ name }) => name);
  const byModel = PLACEMENTS - priced.length;
  const byUser = priced.length - admissible;
  const parts = [
    ...(byModel > 0 ? [`the model excludes ${counted(byModel)}${reasons(pricing)}`] : []),
    ...(names.length > 0
      ? [`${names.join(", ")} leave${names.length === 1 ? "s" : ""} out ${counted(byUser)}`]
      : []),
  ];
  return parts.length === 0 ? "none is excluded" : listed(parts, "and");
}

function secondPart({ exactTotals, money }: Study, [best, second]: readonly number[]): string {
  if (best === undefined || second === undefined) return "there is no second";
  const more = exactTotals.of(second).sub(exactTotals.of(best));
  const name = nameOfPlacement(placementOfNumber(second));
  return more.n === 0n
    ? `the second best, ${name}, costs the same and comes later by name`
    : `the second best, ${name}, costs ${money.text(more)} more`;
}

function slackPart({ exactTotals }: Study, { number, near }: Optimum): string {
  const slack = slackOf(doubleOf(exactTotals.of(number))).toPrecision(2);
  const bound = `floating point totals are less than ${Number(slack)} USD off`;
  if (near === 0) return `${bound}, and no other is that near to the best`;
  return `${bound}, and the ${many(near, "placement")} that near to the best ${near === 1 ? "was" : "were"} compared exactly`;
}

/** The argument that nothing admissible is cheaper than the first of the ranking, in one sentence with its numbers. */
export function proofOf(study: Study, ranked: readonly number[], best: Optimum): string {
  const totalled =
    ranked.length === 1
      ? "the only admissible placement was totalled"
      : `every one of ${counted(ranked.length)} admissible placements was totalled`;
  return [
    `${totalled}: of ${counted(PLACEMENTS)}, ${exclusionPart(study, ranked.length)}`,
    secondPart(study, ranked),
    slackPart(study, best),
  ].join("; ");
}
