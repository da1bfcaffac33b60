import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLOUDS, isCloud } from "@twin2multicloud/model";
import type { Cloud, CloudBuild, Manifest, PackageBuild } from "@twin2multicloud/model";
import { version as esbuildVersion } from "esbuild";
import { buildPackage, outputFolder } from "./build-package.ts";
import type { BuiltPackage } from "./build-package.ts";
import { inputDigest } from "./input-digest.ts";
import { refreshProcessorIndex } from "./processors.ts";
import { ROOT } from "./workspace.ts";

/** What a build may reuse of the one before, by package. */
interface BuildRecord {
  /** Changes when the bundler or its settings do. */
  readonly recipe: string;
  readonly packages: Readonly<Record<string, BuiltPackage & { readonly build: string }>>;
}

const TOOL_FILES = ["tools/src/build-package.ts", "tools/src/bundle.ts", "libs/model/src/environment.ts"];

const recordFile = (cloud: Cloud): string => join(outputFolder(cloud), "build.json");

function readRecord(cloud: Cloud, recipe: string): BuildRecord {
  const file = recordFile(cloud);
  const none = { recipe, packages: {} };
  if (!existsSync(file)) return none;
  const record: BuildRecord = JSON.parse(readFileSync(file, "utf8"));
  return record.recipe === recipe ? record : none;
}

function stillRight(record: BuildRecord, cloud: Cloud, build: PackageBuild): BuiltPackage | undefined {
  const before = record.packages[build.name];
  if (!before || before.build !== JSON.stringify(build)) return undefined;
  const zip = join(outputFolder(cloud), before.package.file);
  return existsSync(zip) && inputDigest(before.inputs) === before.digest ? before : undefined;
}

async function loadBuild(cloud: Cloud): Promise<CloudBuild> {
  const module: { build: CloudBuild } = await import(join(ROOT, "functions", cloud, "src/build.ts"));
  return module.build;
}

/** Builds what changed of one cloud's packages and writes its manifest; returns how many were built and how many stand. */
export async function bundleCloud(cloud: Cloud): Promise<{ built: number; reused: number }> {
  const processors = refreshProcessorIndex();
  const { packages } = await loadBuild(cloud);
  const recipe = `${esbuildVersion}:${inputDigest(TOOL_FILES)}`;
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
  mkdirSync(outputFolder(cloud), { recursive: true });
  writeFileSync(join(outputFolder(cloud), "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(recordFile(cloud), JSON.stringify(next));
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
