/** Epoch values from this one on are milliseconds, smaller ones seconds: as seconds it would be the year 5138. */
const FIRST_EPOCH_MILLISECONDS = 1e11;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

function fromEpoch(value: number): string | undefined {
  const milliseconds = Math.abs(value) >= FIRST_EPOCH_MILLISECONDS ? value : value * 1000;
  return toIso(Math.round(milliseconds));
}

function toIso(milliseconds: number): string | undefined {
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) return undefined;
  const text = new Date(milliseconds).toISOString();
  return text.length === 24 ? text : undefined;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function offsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

function fromIso(text: string): string | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const fits =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  const offset = offsetMinutes(match[8] ?? "Z");
  if (!fits || offset === undefined) return undefined;
  const milliseconds = Number((match[7] ?? "0").padEnd(3, "0").slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  return toIso(date.getTime() - offset * 60_000);
}

/**
 * Reads a time as devices write it: ISO 8601 (without a zone it is UTC), or epoch seconds or milliseconds as a number or
 * as digits. Returns ISO 8601 UTC with milliseconds, or undefined when it is no time of the years 0 to 9999.
 */
export function normaliseTimestamp(value: unknown): string | undefined {
  if (typeof value === "number") return fromEpoch(value);
  if (typeof value !== "string") return undefined;
  return /^-?\d{5,}(?:\.\d+)?$/.test(value) ? fromEpoch(Number(value)) : fromIso(value);
}
