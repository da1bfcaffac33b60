import {
  optimizationFile,
  PROVIDER_FIELDS,
  providersConfigFile,
  SLOTS,
  twinConfigFile,
} from "@twin2multicloud/model";
import type { Providers } from "@twin2multicloud/model";
import type { Refusal } from "@twin2multicloud/optimizer";
import type { Machine } from "../machine/machine.ts";
import { draftOf } from "../twin/draft.ts";
import type { Draft } from "../twin/draft.ts";
import { validateTwin } from "../twin/validate.ts";
import { readTwinTexts } from "./apply.ts";

/** A twin whose providers are known, with what else could be read of it. */
export interface ConfiguredTwin {
  readonly providers: Providers;
  readonly draft: Draft;
}

/** The files that a costing reads; what is wrong with others does not matter to it. */
const READ: readonly string[] = [providersConfigFile.name, twinConfigFile.name, optimizationFile.name];

function isComplete(placed: Partial<Providers>): placed is Providers {
  return SLOTS.every((slot) => placed[slot] !== undefined);
}

/** Reads a twin for a costing, or refuses it with all that is wrong with the files that are read. Throws a Failure (bad input) when the folder holds no twin. */
export async function readConfiguredTwin(
  machine: Machine,
  folder: string,
): Promise<ConfiguredTwin | { readonly refusal: Refusal }> {
  const texts = await readTwinTexts(machine, folder);
  const { findings } = validateTwin(texts, { target: "local", processors: undefined });
  const wrong = findings
    .filter(({ severity, file }) => severity === "error" && READ.includes(file))
    .map(({ file, path, found, expected }) => ({ path: `${file} ${path}`, found, expected }));
  const { draft } = draftOf(texts);
  const placed: Partial<Providers> = Object.fromEntries(
    SLOTS.map((slot) => [slot, draft.providers[PROVIDER_FIELDS[slot]]]),
  );
  if (wrong.length > 0 || !isComplete(placed))
    return { refusal: { code: "SCENARIO_INVALID", findings: wrong } };
  return { providers: placed, draft };
}
