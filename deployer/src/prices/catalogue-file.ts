import { catalogueSchema, CLOUDS, describeIssue, parseJsonText } from "@twin2multicloud/model";
import type { Catalogue } from "@twin2multicloud/model";
import { metersOf } from "@twin2multicloud/optimizer";
import { EXIT, Failure } from "../failure.ts";

const SHOWN_FINDINGS = 5;

function findingsOf(path: string, value: unknown): string[] {
  const parsed = catalogueSchema.safeParse(value);
  if (parsed.success) return [];
  const place = { file: path, at: [], element: value, schema: catalogueSchema, secret: false };
  return parsed.error.issues
    .flatMap((issue) => describeIssue(issue, place))
    .map(({ path: at, found, expected }) => `${at}: found ${found}; expected ${expected}`);
}

/** The meters that a catalogue has no row for. */
export function missingMeters({ clouds }: Catalogue): string[] {
  return CLOUDS.flatMap((cloud) => {
    const there = new Set(clouds[cloud].rows.map(({ meter }) => meter));
    return metersOf(cloud).filter((meter) => !there.has(meter));
  });
}

/** Reads the text of a catalogue. Throws a Failure (bad input) that lists what is wrong with it and gives `advice`. */
export function parseCatalogue(path: string, text: string, advice: string): Catalogue {
  const broken = (what: string): Failure =>
    new Failure(`${path} is no price catalogue: ${what}`, { advice, exitCode: EXIT.badInput });
  const json = parseJsonText(text);
  if (!("value" in json)) throw broken(`${json.complaint} at ${json.line}:${json.column} (line:column)`);
  const parsed = catalogueSchema.safeParse(json.value);
  if (!parsed.success) {
    const findings = findingsOf(path, json.value);
    const more = findings.length > SHOWN_FINDINGS ? [`and ${findings.length - SHOWN_FINDINGS} more`] : [];
    throw broken([...findings.slice(0, SHOWN_FINDINGS), ...more].join("; "));
  }
  const missing = missingMeters(parsed.data);
  if (missing.length > 0) throw broken(`it has no price for ${missing.join(", ")}`);
  return parsed.data;
}

/** The text of a catalogue file. */
export function catalogueText(catalogue: Catalogue): string {
  return `${JSON.stringify(catalogue, undefined, 2)}\n`;
}
