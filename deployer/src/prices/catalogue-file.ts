import { catalogueSchema, describeIssue, parseJsonText } from "@twin2multicloud/model";
import type { Catalogue } from "@twin2multicloud/model";
import { catalogueFindings, flatPriceFindings } from "@twin2multicloud/optimizer";
import type * as z from "zod/mini";
import { EXIT, Failure } from "../failure.ts";

const SHOWN_FINDINGS = 5;

function few(findings: readonly string[]): string {
  const more = findings.length > SHOWN_FINDINGS ? [`and ${findings.length - SHOWN_FINDINGS} more`] : [];
  return [...findings.slice(0, SHOWN_FINDINGS), ...more].join("; ");
}

function shapeFindings(file: string, element: unknown, issues: readonly z.core.$ZodIssue[]): string[] {
  const place = { file, at: [], element, schema: catalogueSchema, secret: false };
  return issues
    .flatMap((issue) => describeIssue(issue, place))
    .map(({ path, found, expected }) => `${path}: found ${found}; expected ${expected}`);
}

/** Reads the text of a catalogue. Throws a Failure (bad input) that lists what is wrong with it and gives `advice`. */
export function parseCatalogue(path: string, text: string, advice: string): Catalogue {
  const broken = (what: string): Failure =>
    new Failure(`${path} is no price catalogue: ${what}`, { advice, exitCode: EXIT.badInput });
  const json = parseJsonText(text);
  if (!("value" in json)) throw broken(`${json.complaint} at ${json.line}:${json.column} (line:column)`);
  const parsed = catalogueSchema.safeParse(json.value);
  if (!parsed.success) throw broken(few(shapeFindings(path, json.value, parsed.error.issues)));
  const findings = [...catalogueFindings(parsed.data), ...flatPriceFindings(parsed.data)].map(
    ({ meter, found, expected }) => `${meter}: found ${found}; expected ${expected}`,
  );
  if (findings.length > 0) throw broken(few(findings));
  return parsed.data;
}

/** The text of a catalogue file. */
export function catalogueText(catalogue: Catalogue): string {
  return `${JSON.stringify(catalogue, undefined, 2)}\n`;
}
