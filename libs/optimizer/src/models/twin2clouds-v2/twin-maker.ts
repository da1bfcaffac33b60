import { normaliseTimestamp, NOW_MARK } from "@twin2multicloud/model";
import type { CloudCatalogue, TwinMakerContext } from "@twin2multicloud/model";

const SCHEMA = "aws-twinmaker-account-pricing-context.v1";
const DAY = 24 * 60 * 60 * 1000;
const OLDEST = 7 * DAY;
const AHEAD = 5 * 60 * 1000;

/** What the verdict on TwinMaker rests on. */
export interface PlanFacts {
  readonly context: TwinMakerContext | null | undefined;
  readonly aws: Pick<CloudCatalogue, "region" | "digest">;
  /** The time of the run, in milliseconds since 1970. */
  readonly now: number;
}

/** Why TwinMaker cannot be priced. */
export interface PlanVerdict {
  readonly code: string;
  readonly reason: string;
}

const because = (code: string, reason: string): PlanVerdict => ({ code: `AWS_TWINMAKER_${code}`, reason });

const UNOBSERVED = because(
  "PLAN_UNOBSERVED",
  "the pricing plan of the AWS account was not observed: give providerPricingContexts.awsTwinMaker",
);

function catalogueComplaint({ context, aws }: PlanFacts): PlanVerdict | undefined {
  if (aws.digest === undefined)
    return because("CATALOG_METADATA_MISSING", "the AWS catalogue in use names no published snapshot");
  if (context?.pricingRegion !== aws.region)
    return because("CATALOG_REGION_MISMATCH", `the plan was not observed in ${aws.region}`);
  if (context.catalogSnapshotDigest !== aws.digest)
    return because(
      "CATALOG_DIGEST_MISMATCH",
      "the plan was observed with another catalogue than the one in use",
    );
  return undefined;
}

function timeComplaint(observedAt: string | null | undefined, now: number): PlanVerdict | undefined {
  if (observedAt === null || observedAt === undefined) return UNOBSERVED;
  const observed = observedAt === NOW_MARK ? now : Date.parse(normaliseTimestamp(observedAt) ?? "");
  if (Number.isNaN(observed)) return UNOBSERVED;
  if (observed - now > AHEAD)
    return because("OBSERVATION_FROM_FUTURE", "the plan was observed more than 5 minutes after now");
  if (now - observed > OLDEST)
    return because("PLAN_STALE", "the plan was observed more than 7 days ago: observe it again");
  return undefined;
}

function planComplaint({ currentPlan, pendingPlan }: TwinMakerContext): PlanVerdict | undefined {
  if (pendingPlan !== null && pendingPlan !== undefined)
    return because("PENDING_PLAN_CHANGE", "the account is about to change its plan");
  switch (currentPlan?.mode) {
    case "STANDARD":
      return undefined;
    case undefined:
      return UNOBSERVED;
    case "BASIC":
      return because("BASIC_FUNCTIONALLY_INCOMPLETE", "the basic plan lacks what a twin needs");
    case "TIERED_BUNDLE":
      return because(
        "BUNDLE_ALLOCATION_REQUIRED",
        "the price of a bundle belongs to the account, not to a twin",
      );
    default:
      return because(
        "PRICING_MODE_UNSUPPORTED",
        `the plan ${JSON.stringify(currentPlan?.mode)} is not known`,
      );
  }
}

/** Why the predecessor would not price TwinMaker, or undefined if it would: a recent observation of the standard plan. */
export function twinMakerComplaint(facts: PlanFacts): PlanVerdict | undefined {
  const { context, now } = facts;
  if (context?.status !== "available" || context.schemaVersion !== SCHEMA) return UNOBSERVED;
  return catalogueComplaint(facts) ?? timeComplaint(context.observedAt, now) ?? planComplaint(context);
}
