import { basename, join, resolve } from "node:path";
import { parseJsonText } from "@twin2multicloud/model";
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

/** Refuses a scenario as a whole. */
export function refused(found: string, expected: string): { refusal: Refusal } {
  return { refusal: { code: "SCENARIO_INVALID", findings: [{ path: "$", found, expected }] } };
}

async function textOf(machine: Machine, source: ScenarioSource): Promise<string | undefined> {
  const { files, folder, workspace } = machine;
  if ("input" in source && source.input === "-") return machine.stdin();
  const path =
    "input" in source ? resolve(folder, source.input) : join(workspace, "scenarios", `${source.preset}.json`);
  return (await files.read(path))?.toString("utf8");
}

function nameOf(source: ScenarioSource): string {
  if ("preset" in source) return source.preset;
  return source.input === "-" ? "the scenario on stdin" : basename(source.input);
}

/** Reads a scenario; what stands in it is for the cost model to judge. */
export async function readScenario(machine: Machine, source: ScenarioSource): Promise<GivenScenario> {
  const text = await textOf(machine, source);
  const name = nameOf(source);
  if (text === undefined) return refused(`no such file: ${name}`, "a JSON file with a scenario");
  const json = parseJsonText(text);
  if ("value" in json) return { name, given: json.value };
  return refused(`${json.complaint} at ${json.line}:${json.column} (line:column) of ${name}`, "valid JSON");
}
