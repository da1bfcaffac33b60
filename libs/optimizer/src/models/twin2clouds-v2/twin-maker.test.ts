import { expect, test } from "vitest";
import { SHIPPED_CATALOGUE } from "../../catalogue/shipped.ts";
import { NOW, observedPlan, priced, SMALL } from "./fixtures/priced.ts";
import { twinMakerComplaint } from "./twin-maker.ts";

const DAY = 24 * 60 * 60 * 1000;
const at = (milliseconds: number): string => new Date(NOW + milliseconds).toISOString();

const codeFor = (providerPricingContexts: unknown): string | undefined =>
  priced({ ...SMALL, providerPricingContexts }).exclusions.find(({ cloud }) => cloud === "aws")?.code;

test.each([
  ["PLAN_UNOBSERVED", undefined],
  ["PLAN_UNOBSERVED", {}],
  ["PLAN_UNOBSERVED", { awsTwinMaker: null }],
  ["PLAN_UNOBSERVED", { awsTwinMaker: { status: "unavailable" } }],
  ["PLAN_UNOBSERVED", observedPlan({ schemaVersion: "aws-twinmaker-account-pricing-context.v2" })],
  ["PLAN_UNOBSERVED", observedPlan({ observedAt: null })],
  ["PLAN_UNOBSERVED", observedPlan({ currentPlan: null })],
  ["CATALOG_REGION_MISMATCH", observedPlan({ pricingRegion: "eu-west-1" })],
  ["CATALOG_DIGEST_MISMATCH", observedPlan({ catalogSnapshotDigest: "sha256:00" })],
  ["OBSERVATION_FROM_FUTURE", observedPlan({ observedAt: at(5 * 60 * 1000 + 1) })],
  ["PLAN_STALE", observedPlan({ observedAt: at(-7 * DAY - 1) })],
  ["PENDING_PLAN_CHANGE", observedPlan({ pendingPlan: { mode: "BASIC" } })],
  ["BASIC_FUNCTIONALLY_INCOMPLETE", observedPlan({ currentPlan: { mode: "BASIC" } })],
  ["BUNDLE_ALLOCATION_REQUIRED", observedPlan({ currentPlan: { mode: "TIERED_BUNDLE" } })],
  ["PRICING_MODE_UNSUPPORTED", observedPlan({ currentPlan: { mode: "PREMIUM" } })],
])("TwinMaker is out: %s", (code, context) => {
  expect(codeFor(context)).toBe(`AWS_TWINMAKER_${code}`);
});

test.each([
  ["now", observedPlan()],
  ["seven days ago", observedPlan({ observedAt: at(-7 * DAY) })],
  ["in five minutes", observedPlan({ observedAt: at(5 * 60 * 1000) })],
  ["with a zone", observedPlan({ observedAt: "2026-07-20T14:00:00+02:00" })],
])("the standard plan observed %s is priced", (_, context) => {
  expect(codeFor(context)).toBeUndefined();
});

test("a catalogue without a published snapshot matches no observation", () => {
  const context = observedPlan().awsTwinMaker;
  const { region } = SHIPPED_CATALOGUE.clouds.aws;
  expect(twinMakerComplaint({ context, aws: { region }, now: NOW })?.code).toBe(
    "AWS_TWINMAKER_CATALOG_METADATA_MISSING",
  );
});

test("without TwinMaker half of the placements remain", () => {
  const admissible = (given: unknown): number =>
    priced(given).totals.filter((total) => !Number.isNaN(total)).length;
  expect(admissible(SMALL)).toBe(972);
  expect(admissible({ ...SMALL, providerPricingContexts: {} })).toBe(486);
});
