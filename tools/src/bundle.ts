import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CLOUDS, isCloud } from "@twin2multicloud/model";
import type { Cloud, CloudBuild, Manifest, PackageBuild } from "@twin2multicloud/model";
import { version as esbuildVersion } from "esbuild";
import { buildPackage, outputFolder, sha256 } from "./build-package.ts";
import type { BuiltPackage } from "./build-package.ts";
import { inputDigest } from "./input-digest.ts";
import { readIfThere, replaceFile } from "./files.ts";
import { refreshProcessorIndex } from "./processors.ts";
import { ROOT, sourcesOf } from "./workspace.ts";

/** What a build may reuse of the one before, by package. */
interface BuildRecord {
  /** Changes when the bundler or its settings do. */
  readonly recipe: string;
  readonly packages: Readonly<Record<string, BuiltPackage & { readonly build: string }>>;
}

/** What the bundler itself is made of: archives come from zip, the variables of a package from model and topology. */
const RECIPE = ["tools/src", "libs/model/src", "libs/topology/src", "libs/zip/src"];

const recordFile = (cloud: Cloud): string => join(outputFolder(cloud), "build.json");

function readRecord(cloud: Cloud, recipe: string): BuildRecord {
  const text = readIfThere(recordFile(cloud));
  const record: BuildRecord | undefined = text && JSON.parse(text.toString("utf8"));
  return record?.recipe === recipe ? record : { recipe, packages: {} };
}

function stillRight(record: BuildRecord, cloud: Cloud, build: PackageBuild): BuiltPackage | undefined {
  const before = record.packages[build.name];
  if (!before || before.build !== JSON.stringify(build)) return undefined;
  // A build that was interrupted may have left a newer zip than the one that its record speaks of.
  const zip = readIfThere(join(outputFolder(cloud), before.package.file));
  const stands = zip !== undefined && sha256(zip) === before.package.sha256;
  return stands && inputDigest(before.inputs) === before.digest ? before : undefined;
}

async function loadBuild(cloud: Cloud): Promise<CloudBuild> {
  const module: { build: CloudBuild } = await import(
    pathToFileURL(join(ROOT, "functions", cloud, "src/build.ts")).href
  );
  return module.build;
}

/** Builds what changed of one cloud's packages and writes its manifest; returns how many were built and how many stand. */
export async function bundleCloud(cloud: Cloud): Promise<{ built: number; reused: number }> {
  const processors = refreshProcessorIndex();
  const { packages } = await loadBuild(cloud);
  const recipe = `${esbuildVersion}:${inputDigest(RECIPE.flatMap(sourcesOf))}`;
  const record = readRecord(cloud, recipe);
  const entries = await Promise.all(
    packages.map(async (build) => {
      const before = stillRight(record, cloud, build);
      return { build, reused: before !== undefined, result: before ?? (await buildPackage(cloud, build)) };
    }),
  );
  const manifest: Manifest = { cloud, processors, packages: entries.map(({ result }) => result.package) };
  const next: BuildRecord = {
    recipe,
    packages: Object.fromEntries(
      entries.map(({ build, result }) => [build.name, { ...result, build: JSON.stringify(build) }]),
    ),
  };
  replaceFile(join(outputFolder(cloud), "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  replaceFile(recordFile(cloud), JSON.stringify(next));
  const reused = entries.filter((entry) => entry.reused).length;
  return { built: entries.length - reused, reused };
}

async function main(names: readonly string[]): Promise<void> {
  const wrong = names.filter((name) => !isCloud(name));
  if (wrong.length > 0) throw new Error(`unknown cloud ${wrong.join(", ")}: expected ${CLOUDS.join(", ")}`);
  for (const cloud of CLOUDS.filter((candidate) => names.length === 0 || names.includes(candidate))) {
    const { built, reused } = await bundleCloud(cloud);
    console.error(`functions/${cloud}: ${built} packages built, ${reused} unchanged`);
  }
}

if (import.meta.main) await main(process.argv.slice(2));
