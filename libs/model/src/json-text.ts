/** A step into a JSON value: the name of a field or the index of an element. */
export type JsonPath = readonly (string | number)[];

/** Writes a path as `$[0].properties[1].dataType`; names that are no identifiers stand in brackets and quotes. */
export function formatPath(path: JsonPath): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return `$${steps.join("")}`;
}

/** The value at a path, or undefined. */
export function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== "object" || inner === null) return undefined;
    return Object.entries(inner).find(([key]) => key === String(step))?.[1];
  }, value);
}

/** A text as JSON, or where (counted from 1) and how it breaks the rules of JSON. */
export type ParsedJson =
  | { readonly value: unknown }
  | { readonly line: number; readonly column: number; readonly complaint: string };

function positionOf(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? text.length : Number(position);
}

/** Parses JSON; a byte order mark is fine. */
export function parseJsonText(text: string): ParsedJson {
  const json = text.replace(/^\uFEFF/, "");
  try {
    return { value: JSON.parse(json) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const before = json.slice(0, positionOf(json, message)).split("\n");
    const complaint = message
      .replace(/,? (\.\.\.)?".*" is not valid JSON$/s, "")
      .replace(/ (in JSON )?at position .*$/s, "");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, complaint };
  }
}
