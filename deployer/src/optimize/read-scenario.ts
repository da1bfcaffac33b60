import { basename, join, resolve } from "node:path";
import { isObject, parseJsonText } from "@twin2multicloud/model";
import type { Refusal } from "@twin2multicloud/optimizer";
import type { Machine } from "../machine/machine.ts";

/** The scenarios of the EDT'25 paper's Table VII, as files under `scenarios/`. */
export const PRESETS = ["smart-home", "industrial-facility", "smart-building"] as const;

/** The name of a scenario that is shipped. */
export type Preset = (typeof PRESETS)[number];

/** Where a scenario comes from: a file (`-` for stdin) or a shipped one. */
export type ScenarioSource = { readonly input: string } | { readonly preset: Preset };

/** A scenario as it was given, with a name for titles; or why it could not be read. */
export type GivenScenario =
  | { readonly name: string; readonly given: unknown }
  | { readonly refusal: Refusal };

/** The fields of a scenario by name, as they were given. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a scenario; none of what is no object, which the cost model refuses. */
export function fieldsOf(given: unknown): Fields {
  return isObject(given) ? given : {};
}

/** Refuses a scenario as a whole. */
export function refused(found: string, expected: string): { refusal: Refusal } {
  return { refusal: { code: "SCENARIO_INVALID", findings: [{ path: "$", found, expected }] } };
}

function pathOf({ folder, workspace }: Machine, source: ScenarioSource): string {
  return "input" in source
    ? resolve(folder, source.input)
    : join(workspace, "scenarios", `${source.preset}.json`);
}

async function textOf(machine: Machine, source: ScenarioSource): Promise<string | undefined> {
  if ("input" in source && source.input === "-") return machine.stdin();
  return (await machine.files.read(pathOf(machine, source)))?.toString("utf8");
}

/** What a user calls the source: the path as it was given, which says more than the file's name. */
function placeOf(source: ScenarioSource): string {
  if ("preset" in source) return `the preset ${source.preset}`;
  return source.input === "-" ? "stdin" : source.input;
}

function nameOf(source: ScenarioSource): string {
  if ("preset" in source) return source.preset;
  return source.input === "-" ? "the scenario on stdin" : basename(source.input);
}

async function missing(machine: Machine, source: ScenarioSource): Promise<{ refusal: Refusal }> {
  const isFolder = (await machine.files.list(pathOf(machine, source))).length > 0;
  const found = `${isFolder ? "a folder" : "no such file"}: ${placeOf(source)}`;
  return refused(found, "a JSON file with a scenario");
}

/** Reads a scenario; what stands in it is for the cost model to judge. */
export async function readScenario(machine: Machine, source: ScenarioSource): Promise<GivenScenario> {
  const text = await textOf(machine, source);
  if (text === undefined) return missing(machine, source);
  if (text.trim() === "") return refused(`nothing in ${placeOf(source)}`, "a JSON object with a scenario");
  const json = parseJsonText(text);
  if ("value" in json) return { name: nameOf(source), given: json.value };
  const place = `${json.line}:${json.column} (line:column) of ${placeOf(source)}`;
  return refused(`${json.complaint} at ${place}`, "valid JSON");
}
