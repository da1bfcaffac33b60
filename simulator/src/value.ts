import { DATA_TYPES } from "@twin2multicloud/model";
import type { DataType, JsonValue } from "@twin2multicloud/model";
import { BadInput } from "./bad-input.ts";

const NUMBER = /^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Reads a text as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a text as the JSON value that it looks like: numbers, true, false, null, quoted text, objects and lists; anything else is a string. */
export function guessValue(text: string): JsonValue {
  if (NUMBER.test(text)) return Number(text);
  if (!/^(?:true|false|null|["{[].*)$/s.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const READ: Readonly<Record<DataType, (text: string) => JsonValue | undefined>> = {
  STRING: (text) => text,
  DOUBLE: (text) => finite(text),
  INTEGER: (text) => whole(text),
  LONG: (text) => whole(text),
  BOOLEAN: (text) => (/^(?:true|1)$/i.test(text) ? true : /^(?:false|0)$/i.test(text) ? false : undefined),
};

function finite(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : undefined;
}

function whole(text: string): number | undefined {
  const value = finite(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Reads a text as a value of a data type, or by its looks where no type is given. Throws BadInput when it is none. */
export function readValue(text: string, type?: DataType): JsonValue {
  if (type === undefined) return guessValue(text);
  const value = READ[type](text);
  if (value === undefined) throw new BadInput(`${JSON.stringify(text)} is no ${type}`);
  return value;
}

/** Reads the name of a data type in any case. */
export function dataTypeOf(text: string): DataType {
  const type = DATA_TYPES.find((candidate) => candidate === text.toUpperCase());
  if (!type) throw new BadInput(`${JSON.stringify(text)} is no data type: expected ${DATA_TYPES.join(", ")}`);
  return type;
}
