import { expect, test } from "vitest";
import * as z from "zod/mini";
import { describeIssue, describeValue } from "./describe-issue.ts";

const inner = z.strictObject({ mode: z.string() });

const schema = z.strictObject({
  count: z.number().check(z.gte(1), z.lt(10)),
  names: z.array(z.string()).check(z.minLength(2)),
  kind: z.enum(["a", "b"]),
  plan: z.optional(z.nullable(inner)),
  plans: z._default(z.array(inner), []),
});

const fine = { count: 1, names: ["x", "y"], kind: "a" };

function findings(element: unknown, secret = false): string[] {
  const read = schema.safeParse(element);
  const place = { file: "f.json", at: [3], element, schema, secret };
  return (read.error?.issues ?? [])
    .flatMap((issue) => describeIssue(issue, place))
    .map(({ path, found, expected }) => `${path} | ${found} | ${expected}`);
}

test("nothing is wrong with what the schema takes", () => {
  expect(findings(fine)).toEqual([]);
});

test.each([
  [{ ...fine, count: 0 }, "$[3].count | 0 | at least 1"],
  [{ ...fine, count: 10 }, "$[3].count | 10 | less than 10"],
  [{ ...fine, count: "1" }, '$[3].count | "1" | a number'],
  [{ ...fine, names: ["x"] }, "$[3].names | a list | at least 2 elements"],
  [{ ...fine, names: ["x", 1] }, "$[3].names[1] | 1 | a text"],
  [{ ...fine, kind: "c" }, '$[3].kind | "c" | one of "a", "b"'],
  [{ ...fine, plan: [] }, "$[3].plan | an empty list | an object"],
  [{ ...fine, plan: {} }, "$[3].plan.mode | nothing | a text"],
])("%j", (element, finding) => {
  expect(findings(element)).toEqual([finding]);
});

test.each([
  [{ ...fine, plan: { mode: "x", odd: 1 } }, "$[3].plan.odd"],
  [{ ...fine, plans: [{ mode: "x", odd: 1 }] }, "$[3].plans[0].odd"],
])("an unknown field names its siblings, also where the object may be absent: %j", (element, path) => {
  expect(findings(element)).toEqual([
    `${path} | unknown field "odd" | no such field; the fields here are mode`,
  ]);
});

test("a secret value is not shown", () => {
  expect(findings({ ...fine, kind: "hunter2" }, true)).toEqual(['$[3].kind | a text | one of "a", "b"']);
  expect(describeValue("", true)).toBe("an empty text");
});

test("a long value is cut", () => {
  expect(describeValue("x".repeat(200))).toMatch(/^"x{79}\.\.\.$/);
});
