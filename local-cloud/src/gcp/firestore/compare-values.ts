import type { Timestamp, Value } from "./messages.ts";

/** Firestore's order of types within one field (https://cloud.google.com/firestore/docs/concepts/data-types#value_type_ordering). */
const TYPES = [
  "nullValue",
  "booleanValue",
  "number",
  "timestampValue",
  "stringValue",
  "bytesValue",
  "referenceValue",
  "geoPointValue",
  "arrayValue",
  "mapValue",
] as const;

/** The place of a value's type in the order; values of different types are never equal. */
export function typeRank(value: Value): number {
  if (value.integerValue !== undefined || value.doubleValue !== undefined) return TYPES.indexOf("number");
  return TYPES.findIndex((type) => type !== "number" && value[type] !== undefined);
}

/** Below zero when `left` stands before `right`. */
export function compareValues(left: Value, right: Value): number {
  if (left.stringValue !== undefined && right.stringValue !== undefined) {
    return compareText(left.stringValue, right.stringValue);
  }
  const rank = typeRank(left);
  return rank - typeRank(right) || compareSameType(rank, left, right);
}

function compareSameType(rank: number, left: Value, right: Value): number {
  switch (TYPES[rank]) {
    case "booleanValue":
      return Number(left.booleanValue) - Number(right.booleanValue);
    case "number":
      return compareNumbers(left, right);
    case "timestampValue":
      return compareTimestamps(left.timestampValue ?? {}, right.timestampValue ?? {});
    case "bytesValue":
      return Buffer.compare(bytesOf(left), bytesOf(right));
    case "referenceValue":
      return compareNames(left.referenceValue ?? "", right.referenceValue ?? "");
    case "geoPointValue":
      return compareGeoPoints(left, right);
    case "arrayValue":
      return compareLists(left.arrayValue?.values ?? [], right.arrayValue?.values ?? [], compareValues);
    case "mapValue":
      return compareLists(sortedEntries(left), sortedEntries(right), compareEntries);
    default:
      return 0;
  }
}

/** Compares texts by their UTF-8 bytes, as Firestore does, and not by UTF-16 units. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return codePointOrder(a) - codePointOrder(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all others; only then do units sort like UTF-8. */
function codePointOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Compares document names segment by segment. */
export function compareNames(left: string, right: string): number {
  return compareLists(left.split("/"), right.split("/"), compareText);
}

/** Compares moments. */
export function compareTimestamps(left: Timestamp, right: Timestamp): number {
  return Number(left.seconds ?? 0) - Number(right.seconds ?? 0) || (left.nanos ?? 0) - (right.nanos ?? 0);
}

/** A text that is equal for equal values: 1 and 1.0 are. */
export function equalityKey(value: Value): string {
  const rank = typeRank(value);
  if (TYPES[rank] === "number") return `${rank}:${numberOf(value)}`;
  if (TYPES[rank] === "arrayValue")
    return `${rank}:[${(value.arrayValue?.values ?? []).map(equalityKey).join(",")}]`;
  if (TYPES[rank] === "mapValue") {
    return `${rank}:{${sortedEntries(value)
      .map(([name, one]) => `${JSON.stringify(name)}:${equalityKey(one)}`)
      .join(",")}}`;
  }
  if (TYPES[rank] === "nullValue") return `${rank}:`;
  return `${rank}:${JSON.stringify(Object.values(value)[0])}`;
}

function compareNumbers(left: Value, right: Value): number {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(!Number.isNaN(a)) - Number(!Number.isNaN(b));
  return a === b ? 0 : a - b < 0 ? -1 : 1;
}

function numberOf(value: Value): number {
  return Number(value.integerValue ?? value.doubleValue);
}

function bytesOf(value: Value): Buffer {
  return Buffer.from(value.bytesValue ?? "", "base64");
}

function compareGeoPoints({ geoPointValue: left }: Value, { geoPointValue: right }: Value): number {
  return (left?.latitude ?? 0) - (right?.latitude ?? 0) || (left?.longitude ?? 0) - (right?.longitude ?? 0);
}

function sortedEntries(value: Value): (readonly [string, Value])[] {
  return Object.entries(value.mapValue?.fields ?? {}).sort(([left], [right]) => compareText(left, right));
}

function compareEntries(
  [leftName, left]: readonly [string, Value],
  [rightName, right]: readonly [string, Value],
): number {
  return compareText(leftName, rightName) || compareValues(left, right);
}

function compareLists<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (a: Item, b: Item) => number,
): number {
  for (const [index, item] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compare(item, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
