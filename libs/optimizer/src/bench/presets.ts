import { readFileSync } from "node:fs";

const PRESETS = ["smart-home", "industrial-facility", "smart-building"] as const;

function readPreset(name: string): Readonly<Record<string, unknown>> {
  const file = new URL(`../../../../scenarios/${name}.json`, import.meta.url);
  return { ...Object(JSON.parse(readFileSync(file, "utf8"))) };
}

/** The scenarios of the EDT'25 paper's Table VII, by name. */
export const presets = (): (readonly [string, Readonly<Record<string, unknown>>])[] =>
  PRESETS.map((name) => [name, readPreset(name)]);
