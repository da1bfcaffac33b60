import type { Attributes, Complaint, Value } from "../../terraform/resource-handler.ts";
import { REGION } from "../arn.ts";
import { blocks, number, text } from "../attribute-values.ts";
import { parsePolicy } from "../iam/policy.ts";

/** Looks at a configuration and says what the provider or the service would refuse. */
export type Check = (config: Attributes) => Complaint[];

/** All complaints of several checks. */
export function all(...checks: readonly Check[]): Check {
  return (config) => checks.flatMap((check) => check(config));
}

/** A text that must match a pattern. */
export function matches(name: string, pattern: RegExp, expected: string): Check {
  return (config) => {
    const value = text(config, name);
    return value === undefined || pattern.test(value) ? [] : [wrong(name, value, expected)];
  };
}

/** A text that must be one of a list. */
export function among(name: string, values: readonly string[]): Check {
  return (config) => {
    const value = text(config, name);
    return value === undefined || values.includes(value)
      ? []
      : [wrong(name, value, `one of ${values.join(", ")}`)];
  };
}

/** A number that must be within a range. */
export function within(name: string, smallest: number, largest: number): Check {
  return (config) => {
    const value = number(config, name);
    if (value === undefined || (Number.isInteger(value) && value >= smallest && value <= largest)) return [];
    return [wrong(name, value, `a whole number from ${smallest} to ${largest}`)];
  };
}

/** A text that must be a JSON policy document of at most `limit` characters without white space. */
export function policyDocument(name: string, limit: number): Check {
  return (config) => {
    const value = text(config, name);
    if (value === undefined) return [];
    if (value.replaceAll(/\s/g, "").length > limit)
      return [wrong(name, `${value.length} characters`, `at most ${limit} characters`)];
    return attempt(name, () => parsePolicy(value));
  };
}

/** A value that must be readable by `read`, which throws the reason. */
export function readable(name: string, read: (value: string) => unknown): Check {
  return (config) => {
    const value = text(config, name);
    return value === undefined ? [] : attempt(name, () => read(value));
  };
}

/** Attributes and blocks that AWS knows and the local cloud does not. */
export function notEmulated(...names: readonly string[]): Check {
  return (config) =>
    names
      .filter(
        (name) =>
          text(config, name) !== undefined || blocks(config, name).length > 0 || isFilled(config[name]),
      )
      .map((name) => ({
        summary: `${name} is not emulated`,
        detail: `The local cloud cannot do what ${name} asks for. Leave it out, or deploy to a real account.`,
        path: [name],
      }));
}

/** The region, where a resource names one. */
export const oneRegion: Check = among("region", [REGION]);

/** The complaint that a value is not what was expected. */
export function wrong(name: string, found: Value, expected: string): Complaint {
  return {
    summary: `invalid ${name}`,
    detail: `expected ${expected}, found ${JSON.stringify(found)}`,
    path: [name],
  };
}

function attempt(name: string, work: () => unknown): Complaint[] {
  try {
    work();
    return [];
  } catch (error) {
    return [
      {
        summary: `invalid ${name}`,
        detail: error instanceof Error ? error.message : String(error),
        path: [name],
      },
    ];
  }
}

function isFilled(value: Value | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}
