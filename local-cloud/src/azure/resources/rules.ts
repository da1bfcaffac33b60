import { count, text } from "../arm/attributes.ts";
import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";

/** A rule for one attribute; what is absent or not known yet is not judged. */
export type Rule = (config: Attributes) => Complaint[];

/** The complaints of all rules. */
export function judge(config: Attributes, rules: readonly Rule[]): Complaint[] {
  return rules.flatMap((rule) => rule(config));
}

/** The text must match; `expected` says in words what it must be. */
export function matching(name: string, pattern: RegExp, expected: string): Rule {
  return (config) => {
    const value = text(config, name);
    return value === undefined || pattern.test(value) ? [] : [complaint(name, expected, value)];
  };
}

/** The text must be one of these. */
export function oneOf(name: string, allowed: readonly string[]): Rule {
  return (config) => {
    const value = text(config, name);
    return value === undefined || allowed.includes(value)
      ? []
      : [complaint(name, `one of ${allowed.join(", ")}`, value)];
  };
}

/** The number must be whole and lie between these. */
export function between(name: string, least: number, most: number): Rule {
  return (config) => {
    const value = count(config, name);
    const good = value === undefined || (Number.isInteger(value) && value >= least && value <= most);
    return good ? [] : [complaint(name, `${least} to ${most}`, value)];
  };
}

/** What the local cloud does not emulate is refused, so that nobody believes it was tested. */
export function notEmulated(name: string): Rule {
  return (config) => {
    const value = config[name];
    const given = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
    return given ? [{ summary: `${name} is not emulated by the local cloud`, path: [name] }] : [];
  };
}

/** A complaint in the usual words. */
export function complaint(name: string, expected: string, found: unknown): Complaint {
  return {
    summary: `invalid ${name}`,
    detail: `expected ${expected}, found ${JSON.stringify(found)}`,
    path: [name],
  };
}
