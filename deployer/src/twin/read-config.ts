import { describeIssue, describeValue, formatPath, parseJsonText } from "@twin2multicloud/model";
import type { ConfigFile, Finding, JsonPath, QuietField } from "@twin2multicloud/model";
import type * as z from "zod/mini";

/** A part of a config file and where it stands; of an object file there is one, at the root. */
export interface Located<T> {
  readonly path: JsonPath;
  readonly value: T;
}

/** What could be read of one config file: its elements without the fields that are wrong, and everything that is wrong. */
export interface ReadConfig {
  readonly elements: readonly Located<unknown>[];
  readonly findings: readonly Finding[];
  /** What waits for a part of the product that is not built yet. */
  readonly notDeployedYet: readonly string[];
}

const NOTHING: ReadConfig = { elements: [], findings: [], notDeployedYet: [] };

/** Every place in a value that a path with `*` fits and where something is switched on or given. */
function placesOf(value: unknown, path: readonly string[], at: JsonPath = []): JsonPath[] {
  const [step, ...rest] = path;
  if (step === undefined) return value === undefined || value === false ? [] : [at];
  if (step === "*")
    return Array.isArray(value) ? value.flatMap((item, index) => placesOf(item, rest, [...at, index])) : [];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return [];
  return placesOf(Reflect.get(value, step), rest, [...at, step]);
}

function ineffectiveFindings(file: string, fields: readonly QuietField[], value: unknown): Finding[] {
  return fields.flatMap(({ path, why }) =>
    placesOf(value, path).map((place) => ({
      file,
      path: formatPath(place),
      found: `a field without effect`,
      expected: `no such field: ${why}`,
      severity: "warning",
    })),
  );
}

/** An element without its first-level fields that are wrong, so that the rules can still look at the others. */
function withoutWrongFields(element: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  if (typeof element !== "object" || element === null || Array.isArray(element)) return {};
  const wrong = new Set(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [String(issue.path[0])],
    ),
  );
  return Object.fromEntries(Object.entries(element).filter(([key]) => !wrong.has(key)));
}

function readElement<Schema extends z.ZodMiniType>(
  file: ConfigFile<Schema> & { secret: boolean },
  { path, value }: Located<unknown>,
): { element: Located<unknown>; findings: Finding[] } {
  const parsed = file.schema.safeParse(value);
  if (parsed.success) return { element: { path, value }, findings: [] };
  const place = { file: file.name, at: path, element: value, schema: file.schema, secret: file.secret };
  return {
    element: { path, value: withoutWrongFields(value, parsed.error.issues) },
    findings: parsed.error.issues.flatMap((issue) => describeIssue(issue, place)),
  };
}

function located(list: boolean, value: unknown): Located<unknown>[] | undefined {
  if (!list) return [{ path: [], value }];
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ path: [index], value: item }))
    : undefined;
}

/** Reads one config file from its text (undefined when it is missing) and collects all that is wrong with it. */
export function readConfig<Schema extends z.ZodMiniType>(
  file: ConfigFile<Schema> & { secret: boolean },
  text: string | undefined,
): ReadConfig {
  const root = (found: string, expected: string): ReadConfig => ({
    ...NOTHING,
    findings: [{ file: file.name, path: "$", found, expected, severity: "error" }],
  });
  if (text === undefined) return file.required ? root("no such file", `a file ${file.name}`) : NOTHING;
  const json = parseJsonText(text);
  if (!("value" in json))
    return root(`${json.complaint} at ${json.line}:${json.column} (line:column)`, "valid JSON");
  const elements = located(file.list, json.value);
  if (!elements) return root(describeValue(json.value, file.secret), "a list");
  const read = elements.map((element) => readElement(file, element));
  return {
    elements: read.map(({ element }) => element),
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...ineffectiveFindings(file.name, file.ineffective, json.value),
    ],
    notDeployedYet: file.notDeployedYet
      .filter(({ path }) => placesOf(json.value, path).length > 0)
      .map(({ why }) => why),
  };
}
