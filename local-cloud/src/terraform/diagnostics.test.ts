import { describe, expect, test } from "vitest";
import { attributePath } from "./attribute-path.ts";
import { failure, validate } from "./diagnostics.ts";
import { schema } from "./schema.ts";
import { UNKNOWN } from "./planned.ts";

const { block } = schema({
  attributes: { name: ["string", "r"], arn: ["string", "c"], tags: [["map", "string"], "o"] },
  blocks: {
    rule: {
      nesting: "list",
      block: { attributes: { seen: ["bool", "c"], mode: ["string", "o"] }, blocks: {} },
    },
    grant: { nesting: "set", block: { attributes: { mode: ["string", "o"] }, blocks: {} } },
  },
});

describe("validation", () => {
  test("refuses values for computed attributes, also in blocks, and says where", () => {
    const found = validate(block, undefined, { name: "n", arn: "mine", rule: [{ seen: true, mode: null }] });
    expect(found.map(({ attribute }) => attribute?.steps)).toEqual([
      [{ attribute_name: "arn" }],
      [{ attribute_name: "rule" }, { element_key_int: 0 }, { attribute_name: "seen" }],
    ]);
  });

  test("shows the handler no unknown value and passes its complaints on", () => {
    const handler = {
      validate: (config: object) => [{ summary: `saw ${Object.keys(config).join()}`, path: ["tags", "a"] }],
    };
    expect(validate(block, handler, { name: UNKNOWN, arn: null })).toEqual([
      {
        severity: "ERROR",
        summary: "saw arn",
        attribute: { steps: [{ attribute_name: "tags" }, { element_key_string: "a" }] },
      },
    ]);
  });

  test("ends a path where a set begins or the schema ends", () => {
    expect(attributePath(block, ["grant", 0, "mode"]).steps).toEqual([{ attribute_name: "grant" }]);
    expect(attributePath(block, ["name", "part"]).steps).toEqual([{ attribute_name: "name" }]);
    expect(attributePath(block, ["nothing"]).steps).toEqual([]);
  });
});

test("a failure names every cause", () => {
  const error = new Error("cannot unpack", { cause: new Error("no such file") });
  expect(failure("cannot apply x", error)).toEqual({
    severity: "ERROR",
    summary: "cannot apply x: cannot unpack",
    detail: "no such file",
  });
});
