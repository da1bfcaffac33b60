import * as z from "zod/mini";
import type { Finding } from "./outputs.ts";
import { formatPath, valueAt } from "./json-text.ts";
import type { JsonPath } from "./json-text.ts";

type Issue = z.core.$ZodIssue;

/** Where an issue stands: in which file, at which element of it, and whether its values are secret. */
export interface IssuePlace {
  readonly file: string;
  readonly at: JsonPath;
  readonly element: unknown;
  readonly schema: z.ZodMiniType;
  readonly secret: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const MAX_SHOWN = 80;

/** Shows a value in a few words; of a secret only what kind it is. */
export function describeValue(value: unknown, secret = false): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (secret) return value === "" ? "an empty text" : (TYPES[typeof value] ?? "another value");
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}

const oneOf = (values: readonly unknown[]): string => {
  const shown = values.map((value) => JSON.stringify(value));
  return shown.length === 1 ? (shown[0] ?? "") : `one of ${shown.join(", ")}`;
};

/** What a field that may be absent, null or left to its default holds otherwise. */
function unwrapped(schema: unknown): unknown {
  const wraps =
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniNullable ||
    schema instanceof z.ZodMiniDefault;
  return wraps ? unwrapped(schema._zod.def.innerType) : schema;
}

/** The schema one step further in. */
function stepInto(schema: unknown, step: PropertyKey): unknown {
  const outer = unwrapped(schema);
  if (outer instanceof z.ZodMiniArray) return outer._zod.def.element;
  if (outer instanceof z.ZodMiniObject) return outer._zod.def.shape[String(step)];
  return undefined;
}

function fieldsAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const inner = unwrapped(path.reduce(stepInto, schema));
  return inner instanceof z.ZodMiniObject ? Object.keys(inner._zod.def.shape) : [];
}

const sizeWords = (origin: string, bound: number | bigint): string => {
  if (origin === "string") return `${bound} character${bound === 1 ? "" : "s"}`;
  return origin === "array" ? `${bound} element${bound === 1 ? "" : "s"}` : String(bound);
};

function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? issue.expected;
    case "invalid_value":
      return oneOf(issue.values);
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${sizeWords(issue.origin, issue.minimum)}`;
    case "too_big":
      return `${issue.inclusive === false ? "less than" : "at most"} ${sizeWords(issue.origin, issue.maximum)}`;
    case "invalid_union":
      return (
        [...new Set(issue.errors.flat().map(expectedOf))].join(" or ") ||
        `another "${issue.discriminator ?? ""}"`
      );
    default:
      return issue.message;
  }
}

/** Turns one issue of a schema into findings: one, or one for each unknown field. */
export function describeIssue(issue: Issue, place: IssuePlace): Finding[] {
  const { file, at, schema, secret } = place;
  const inner = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const finding = (path: JsonPath, found: string, expected: string): Finding => ({
    file,
    path: formatPath([...at, ...path]),
    found,
    expected,
    severity: "error",
  });
  if (issue.code !== "unrecognized_keys") {
    return [finding(inner, describeValue(valueAt(place.element, inner), secret), expectedOf(issue))];
  }
  const fields = fieldsAt(schema, inner);
  const expected =
    fields.length > 0 ? `no such field; the fields here are ${fields.join(", ")}` : "no such field";
  return issue.keys.map((key) => finding([...inner, key], `unknown field ${JSON.stringify(key)}`, expected));
}
