import { describe, expect, test } from "vitest";
import { planCreate, planUpdate, replacedBecauseOf } from "./plan.ts";
import { UNKNOWN } from "./planned.ts";
import type { PlannedObject } from "./planned.ts";
import { schema } from "./schema.ts";

const { block } = schema(
  {
    attributes: {
      name: ["string", "r"],
      arn: ["string", "c"],
      region: ["string", "oc"],
      delay: ["number", "o"],
      version: ["string", "c"],
      secret: ["string", "o"],
    },
    blocks: {
      rule: {
        nesting: "list",
        block: { attributes: { label: ["string", "r"], rank: ["number", "oc"] }, blocks: {} },
      },
    },
  },
  { write_only: ["secret"] },
);

const config = (given: PlannedObject): PlannedObject => ({
  name: "q",
  arn: null,
  region: null,
  delay: null,
  version: null,
  secret: null,
  rule: [],
  ...given,
});

const prior: PlannedObject = config({
  arn: "arn:q",
  region: "eu",
  version: "1",
  rule: [{ label: "a", rank: null }],
});

describe("the plan of a creation", () => {
  const plan = (given: PlannedObject, rules = {}): PlannedObject =>
    planCreate({ block, rules, config: config(given), proposed: config(given) });

  test("leaves open what the provider computes, also in blocks, and keeps the rest", () => {
    expect(
      plan({
        region: "us",
        rule: [
          { label: "a", rank: null },
          { label: "b", rank: 2 },
        ],
      }),
    ).toEqual({
      name: "q",
      arn: UNKNOWN,
      region: "us",
      delay: null,
      version: UNKNOWN,
      secret: null,
      rule: [
        { label: "a", rank: UNKNOWN },
        { label: "b", rank: 2 },
      ],
    });
  });

  test("fills in defaults where the configuration is silent", () => {
    const rules = { defaults: { region: "eu", delay: 30 } };
    expect(plan({}, rules)).toMatchObject({ region: "eu", delay: 30 });
    expect(plan({ region: "us", delay: 0 }, rules)).toMatchObject({ region: "us", delay: 0 });
    expect(plan({ region: UNKNOWN }, rules)).toMatchObject({ region: UNKNOWN });
  });

  test("holds no write-only value", () => {
    expect(plan({ secret: "hidden" })["secret"]).toBeNull();
  });
});

describe("the plan of an update", () => {
  const plan = (given: PlannedObject, rules = {}): PlannedObject =>
    planUpdate({ block, rules, config: config(given), proposed: { ...prior, ...given } }, prior);

  test("is the prior state where nothing changes", () => {
    expect(plan({}, { changesOnUpdate: ["version"] })).toEqual(prior);
  });

  test("keeps computed values, except those that an update changes", () => {
    expect(plan({ delay: 5 })).toEqual({ ...prior, delay: 5 });
    expect(plan({ delay: 5 }, { changesOnUpdate: ["version"] })).toEqual({
      ...prior,
      delay: 5,
      version: UNKNOWN,
    });
  });

  test("leaves open only what a new block computes", () => {
    const rule = [
      { label: "a", rank: null },
      { label: "b", rank: null },
    ];
    expect(plan({ rule })["rule"]).toEqual([
      { label: "a", rank: null },
      { label: "b", rank: UNKNOWN },
    ]);
  });

  test("is a replacement because of a changed or unknown attribute that cannot change, also in a block", () => {
    const rules = { requiresReplace: ["name", "rule.label"] };
    expect(replacedBecauseOf(rules, prior, { ...prior, delay: 5 })).toEqual([]);
    expect(replacedBecauseOf(rules, prior, { ...prior, name: "other" })).toEqual(["name"]);
    expect(replacedBecauseOf(rules, prior, { ...prior, name: UNKNOWN })).toEqual(["name"]);
    expect(replacedBecauseOf(rules, prior, { ...prior, rule: [{ label: "b", rank: null }] })).toEqual([
      "rule",
    ]);
    expect(replacedBecauseOf(rules, prior, { ...prior, rule: [{ label: "a", rank: 7 }] })).toEqual([]);
  });
});
