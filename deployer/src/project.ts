import { join, resolve } from "node:path";
import { twinConfigFile } from "@twin2multicloud/model";
import type { Cloud, Finding, Target } from "@twin2multicloud/model";
import { buildFunctions } from "./deploy/functions-build.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Machine } from "./machine/machine.ts";
import type { LocatedManifest } from "./packages/seal.ts";
import { configFileNames, draftOf } from "./twin/draft.ts";
import type { ConfigTexts } from "./twin/draft.ts";
import { validateTwin } from "./twin/validate.ts";
import type { ValidationResult } from "./twin/validate.ts";

/** A twin project on disk, and the target for which it is read. */
export interface ProjectSource {
  readonly folder: string;
  readonly target: Target;
}

/** A project whose findings are known; the manifests are there if its functions could be built. */
export interface CheckedProject extends ValidationResult {
  readonly manifests: readonly LocatedManifest[];
}

/** Reads a project's config files; those that are missing are absent. */
export async function readConfigTexts(
  { files, folder }: Machine,
  source: ProjectSource,
): Promise<ConfigTexts> {
  const project = resolve(folder, source.folder);
  const names = configFileNames(source.target);
  const texts = await Promise.all(names.map((name) => files.read(join(project, name))));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]?.toString("utf8")]));
}

/** The processors that every cloud in use was built with. */
function processorsOf(manifests: readonly LocatedManifest[]): string[] | undefined {
  const [first, ...others] = manifests.map(({ manifest }) => manifest.processors);
  return first?.filter((name) => others.every((processors) => processors.includes(name)));
}

async function builtFor(
  machine: Machine,
  clouds: readonly Cloud[],
  needed: boolean,
): Promise<readonly LocatedManifest[]> {
  return needed && clouds.length > 0 ? buildFunctions(machine, clouds) : [];
}

/** Reads a project and finds all that is wrong with it; `build` when its functions are needed in any case. */
export async function checkProject(
  machine: Machine,
  source: ProjectSource,
  { build }: { build: boolean },
): Promise<CheckedProject> {
  const texts = await readConfigTexts(machine, source);
  const { target } = source;
  const before = validateTwin(texts, { target, processors: undefined });
  const namesProcessors = draftOf(texts).draft.devices.some(({ value }) => value.processor !== undefined);
  const valid = before.twin !== undefined;
  const manifests = await builtFor(machine, before.clouds, namesProcessors || (build && valid));
  return { ...validateTwin(texts, { target, processors: processorsOf(manifests) }), manifests };
}

/** The name of a twin, from a project that need not be valid otherwise, and its accounts if it names any. */
export async function readTwinName(
  machine: Machine,
  source: ProjectSource,
): Promise<{ name: string; accounts: ReturnType<typeof draftOf>["draft"]["credentials"] }> {
  const { draft } = draftOf(await readConfigTexts(machine, source));
  const name = draft.config?.digital_twin_name;
  if (name !== undefined && /^[\w-]+$/.test(name)) return { name, accounts: draft.credentials };
  const file = join(resolve(machine.folder, source.folder), twinConfigFile.name);
  throw new Failure(`${file} does not say which twin this is`, {
    advice: "Name the project's folder with --twin; twin validate says all that is wrong with it.",
    exitCode: EXIT.badInput,
  });
}

/** The words for one finding. */
export function findingLine({ severity, file, path, found, expected }: Finding): string {
  const place = `${severity}: ${file} ${path}`;
  return severity === "error"
    ? `${place}: found ${found}; expected ${expected}`
    : `${place}: ${found}: ${expected}`;
}
