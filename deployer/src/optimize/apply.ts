import { join, resolve } from "node:path";
import { optimizationFile, PROVIDER_FIELDS, SLOTS, twinConfigFile } from "@twin2multicloud/model";
import type { Cloud, TwinSwitch } from "@twin2multicloud/model";
import type { OptimizeResult } from "@twin2multicloud/optimizer";
import { EXIT, Failure } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { findingLine, readConfigTexts } from "../project.ts";
import { draftOf } from "../twin/draft.ts";
import type { ConfigTexts, Draft } from "../twin/draft.ts";
import { validateTwin } from "../twin/validate.ts";
import { appliedTexts, inputParamsOf } from "./applied-files.ts";
import { replaceTogether } from "./replace-together.ts";
import { SWITCHES, switchIn } from "./twin-switches.ts";

/** What was written into a twin. */
export interface Applied {
  readonly twin: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** What is other than before, in words. */
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
}

const word = (cloud: Cloud | undefined): string => cloud ?? "nothing";

const isOn = ({ optimization }: Draft, name: TwinSwitch): boolean => switchIn(optimization, name) ?? false;

function changesBetween(before: Draft, after: Draft): string[] {
  const moved = SLOTS.flatMap((slot) => {
    const [old, now] = [before.providers[PROVIDER_FIELDS[slot]], after.providers[PROVIDER_FIELDS[slot]]];
    return old === now ? [] : [`${slot}: ${word(old)} > ${word(now)}`];
  });
  const switched = SWITCHES.flatMap((name) => {
    const [old, now] = [isOn(before, name), isOn(after, name)];
    return old === now ? [] : [`${name}: ${old} > ${now}`];
  });
  return [...moved, ...switched];
}

function errorLines(texts: ConfigTexts): string[] {
  return validateTwin(texts, { target: "local", processors: undefined })
    .findings.filter(({ severity }) => severity === "error")
    .map(findingLine);
}

/** Throws a Failure (bad input) when the new texts make something of the twin wrong that was right before. */
function checkFit(before: ConfigTexts, after: ConfigTexts, folder: string): void {
  const known = new Set(errorLines(before));
  const added = errorLines(after).filter((line) => !known.has(line));
  if (added.length === 0) return;
  throw new Failure([`the placement does not fit the twin in ${folder}:`, ...added].join("\n"), {
    advice: "Nothing was written. Pin the slot to another cloud, or change the twin.",
    exitCode: EXIT.badInput,
  });
}

/** Reads the config files of a twin project. Throws a Failure (bad input) when the folder holds none. */
export async function readTwinTexts(machine: Machine, twin: string): Promise<ConfigTexts> {
  const texts = await readConfigTexts(machine, { folder: twin, target: "local" });
  if (texts[twinConfigFile.name] !== undefined) return texts;
  throw new Failure(`${resolve(machine.folder, twin)} holds no twin: there is no ${twinConfigFile.name}`, {
    advice: "Name the folder of a twin project with --twin.",
    exitCode: EXIT.badInput,
  });
}

/**
 * Writes a placement and what it was calculated from into a twin project: both files or none, and no other file.
 * Throws a Failure (bad input) when the folder holds no twin or the placement makes the twin invalid.
 */
export async function applyResult(
  machine: Machine,
  twin: string,
  { given, result }: { given: unknown; result: OptimizeResult },
): Promise<Applied> {
  const folder = resolve(machine.folder, twin);
  const before = await readTwinTexts(machine, twin);
  const texts = appliedTexts(given, result);
  const after = { ...before, ...texts };
  checkFit(before, after, folder);
  const byPath = Object.entries(texts).map(([name, text]) => [join(folder, name), text] as const);
  await replaceTogether(machine.files, Object.fromEntries(byPath));
  return {
    twin: folder,
    files: byPath.map(([path]) => path),
    changes: changesBetween(draftOf(before).draft, draftOf(after).draft),
    warnings: inputParamsOf(given).leftOut.map(
      (field) => `${field}: ${optimizationFile.name} does not take this value, it was not written`,
    ),
  };
}
