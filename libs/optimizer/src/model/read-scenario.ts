import { describeIssue, describeValue, isObject, KNOWN_SCENARIO_FIELDS } from "@twin2multicloud/model";
import type { ModelName } from "@twin2multicloud/model";
import type * as z from "zod/mini";
import type { Refusal, RefusalCode, ScenarioFinding } from "./scenario.ts";
import { namedTwice, renamed } from "./short-names.ts";

/** How a model reads the fields of a scenario. */
export interface FieldReading {
  readonly model: ModelName;
  /** Fields of the schema that are checked but change nothing; they are warned of like fields outside the schema. */
  readonly ineffective?: readonly string[];
  /** Whether a field under its short and its long name at once is refused; otherwise the short one is ignored with a warning. */
  readonly oneName?: boolean;
  /** The code of a refusal for nothing but findings at one of these paths; otherwise it is `SCENARIO_INVALID`. */
  readonly codes?: Readonly<Record<string, RefusalCode>>;
}

/** The values of a scenario, typed by the schema, or everything that is wrong with them. */
export type FieldsRead<Values> =
  | { readonly values: Values; readonly warnings: readonly string[] }
  | { readonly refusal: Refusal };

function refusalOf(findings: readonly ScenarioFinding[], { codes = {} }: FieldReading): Refusal {
  const special = findings.map(({ path }) => codes[path]);
  const code = special.every((each) => each !== undefined) ? special[0] : undefined;
  return { code: code ?? "SCENARIO_INVALID", findings };
}

function findingsOf(error: z.core.$ZodError, schema: z.ZodMiniType, element: unknown): ScenarioFinding[] {
  const place = { file: "", at: [], element, schema, secret: false };
  return error.issues
    .flatMap((issue) => describeIssue(issue, place))
    .map(({ path, found, expected }) => ({ path, found, expected }));
}

/**
 * Reads a scenario's fields with the schema of a model, under its names or the short ones of the paper's artifact. A field
 * that only other models know, or that changes nothing in this one, becomes a warning; a field that nobody knows is
 * refused, as is every value that the schema does not take.
 */
export function readScenarioWith<Schema extends z.ZodMiniObject>(
  schema: Schema,
  given: unknown,
  reading: FieldReading,
): FieldsRead<z.output<Schema>> {
  if (!isObject(given)) {
    const found = describeValue(given);
    return refuse([{ path: "$", found, expected: "an object with the fields of a scenario" }], reading);
  }
  const own = Object.keys(schema._zod.def.shape);
  const foreign = (field: string): boolean => KNOWN_SCENARIO_FIELDS.includes(field) && !own.includes(field);
  const { fields, givenPath } = renamed(given, own);
  const element = Object.fromEntries(Object.entries(fields).filter(([field]) => !foreign(field)));
  const read = schema.safeParse(element);
  const wrong = read.success ? [] : findingsOf(read.error, schema, element);
  const twice = reading.oneName ? namedTwice(given) : [];
  const findings = [...twice, ...wrong.map((finding) => ({ ...finding, path: givenPath(finding.path) }))];
  if (!read.success || findings.length > 0) return refuse(findings, reading);
  const idle = (field: string): boolean => foreign(field) || (reading.ineffective ?? []).includes(field);
  const warnings = Object.keys(fields)
    .filter(idle)
    .map((field) => `${field} has no meaning for ${reading.model} and is ignored`);
  return { values: read.data, warnings };
}

function refuse(findings: readonly ScenarioFinding[], reading: FieldReading): { readonly refusal: Refusal } {
  return { refusal: refusalOf(findings, reading) };
}
