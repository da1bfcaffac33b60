import type { JsonValue } from "./json.ts";
import type { DataType } from "./twin-file.ts";

/** DynamoDB keeps numbers between these magnitudes (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html). */
const LARGEST_NUMBER = 9.99e125;
const SMALLEST_NUMBER = 1e-130;

/** Firestore allows 20 levels of maps; the record's own map is the first (https://firebase.google.com/docs/firestore/quotas). */
const DEEPEST = 18;

const MATCHES: Readonly<Record<DataType, (value: JsonValue) => boolean>> = {
  STRING: (value) => typeof value === "string",
  DOUBLE: (value) => typeof value === "number",
  INTEGER: (value) => Number.isSafeInteger(value),
  LONG: (value) => Number.isSafeInteger(value),
  BOOLEAN: (value) => typeof value === "boolean",
};

function nameComplaint(name: string): string | undefined {
  if (name.length === 0 || name.length > 256) return "a property name must have 1 to 256 characters";
  if (!name.isWellFormed()) return "a property name is not well-formed Unicode";
  return /^__.*__$/s.test(name) ? "a property name must not begin and end with two underscores" : undefined;
}

function numberComplaint(value: number): string | undefined {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return "a number is not finite";
  return size > LARGEST_NUMBER || (size > 0 && size < SMALLEST_NUMBER)
    ? "a number is out of range"
    : undefined;
}

function firstComplaint<T>(values: Iterable<T>, check: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const complaint = check(value);
    if (complaint) return complaint;
  }
  return undefined;
}

function valueComplaint(value: JsonValue, depth: number): string | undefined {
  if (typeof value === "number") return numberComplaint(value);
  if (typeof value === "string")
    return value.isWellFormed() ? undefined : "a string is not well-formed Unicode";
  if (value === null || typeof value !== "object") return undefined;
  if (depth >= DEEPEST) return `values are nested deeper than ${DEEPEST} levels`;
  if (!Array.isArray(value)) return propertiesComplaint(value, depth + 1);
  return firstComplaint(value, (item) =>
    Array.isArray(item) ? "an array within an array" : valueComplaint(item, depth + 1),
  );
}

/** What is wrong with names or values of properties on one of the clouds, or undefined when every store can keep them. */
export function propertiesComplaint(
  properties: Readonly<Record<string, JsonValue>>,
  depth = 0,
): string | undefined {
  return firstComplaint(Object.entries(properties), ([name, value]) => {
    const complaint = nameComplaint(name) ?? valueComplaint(value, depth);
    return complaint && depth === 0
      ? `property ${JSON.stringify(name.slice(0, 64))}: ${complaint}`
      : complaint;
  });
}

/** The first declared property whose value is not of its declared type, in words, or undefined; undeclared ones pass. */
export function declaredTypeComplaint(
  properties: Readonly<Record<string, JsonValue>>,
  declared: Readonly<Record<string, DataType>>,
): string | undefined {
  return firstComplaint(Object.entries(declared), ([name, type]) => {
    const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (value === undefined || MATCHES[type](value)) return undefined;
    return `property ${JSON.stringify(name)}: expected ${type}, found ${value === null ? "null" : typeof value}`;
  });
}
