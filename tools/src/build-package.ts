import { createHash } from "node:crypto";
import { join } from "node:path";
import { environmentOf } from "@twin2multicloud/model";
import type {
  Cloud,
  EnvironmentName,
  FunctionName,
  Package,
  PackageBuild,
  Providers,
} from "@twin2multicloud/model";
import { FUNCTION_RULES } from "@twin2multicloud/topology";
import { writeZip } from "@twin2multicloud/zip";
import { build as esbuild } from "esbuild";
import { replaceFile } from "./files.ts";
import { inputDigest } from "./input-digest.ts";
import { ROOT } from "./workspace.ts";

/** A built package with the files it was made from, so that the next build can tell whether it is still right. */
export interface BuiltPackage {
  readonly package: Package;
  readonly inputs: readonly string[];
  readonly digest: string;
}

/** Where a cloud's packages are written. */
export function outputFolder(cloud: Cloud): string {
  return join(ROOT, "dist/functions", cloud);
}

/** The hash by which a zip is known, in hex. */
export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function everywhere(cloud: Cloud): Providers {
  return {
    l1: cloud,
    l2: cloud,
    "l3-hot": cloud,
    "l3-cold": cloud,
    "l3-archive": cloud,
    l4: cloud,
    l5: cloud,
  };
}

/** Every variable that a function may read, whichever way the edges of a twin go. */
function everyVariable(name: FunctionName, cloud: Cloud): EnvironmentName[] {
  const rule = FUNCTION_RULES.find((candidate) => candidate.name === name);
  if (!rule) throw new Error(`${name} is in no rule of the topology`);
  const apart = { ...everywhere("aws"), l2: "azure", "l3-hot": "gcp", "l3-archive": "azure" } as const;
  const together = everywhere(cloud);
  const features = { events: false, feedback: false };
  const needs = [...rule.needs(apart, features), ...rule.needs(together, features)];
  return [...new Set(environmentOf(name, cloud, [...new Set(needs)]))];
}

const OUR_SOURCE = /^((?:node_modules\/@twin2multicloud|functions)\/[^/]+)\/src\//;

/** A package's own package.json decides as well what is bundled of it (`sideEffects`, `exports`). */
function withManifests(inputs: readonly string[]): string[] {
  const folders = inputs.flatMap((path) => OUR_SOURCE.exec(path)?.[1] ?? []);
  return [...new Set([...inputs, ...folders.map((folder) => `${folder}/package.json`)])];
}

async function bundle(cloud: Cloud, build: PackageBuild) {
  const result = await esbuild({
    absWorkingDir: ROOT,
    entryPoints: [join("functions", cloud, build.entry)],
    outfile: "index.cjs",
    write: false,
    bundle: true,
    metafile: true,
    // Paths of modules stand in some bundles: they must not tell how packages are linked on this machine.
    preserveSymlinks: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    treeShaking: true,
    // ES modules can be shaken where CommonJS cannot: the packages on AWS get 45 % smaller.
    mainFields: ["module", "main"],
    minifyWhitespace: true,
    minifySyntax: true,
    minifyIdentifiers: build.minifyIdentifiers,
    sourcemap: "external",
    legalComments: "none",
    external: [...build.external],
    logLevel: "warning",
  });
  const text = (end: string): Uint8Array => {
    const file = result.outputFiles.find(({ path }) => path.endsWith(end));
    if (!file) throw new Error(`esbuild made no ${end} for ${build.name}`);
    return file.contents;
  };
  return {
    code: text(".cjs"),
    map: text(".map"),
    inputs: withManifests(Object.keys(result.metafile.inputs)),
  };
}

/** Bundles one package, zips it and writes zip and source map; equal input gives equal bytes in any folder. */
export async function buildPackage(cloud: Cloud, build: PackageBuild): Promise<BuiltPackage> {
  const { code, map, inputs } = await bundle(cloud, build);
  const zip = writeZip({ "index.cjs": code, ...build.files });
  const folder = outputFolder(cloud);
  const file = `${build.name}.zip`;
  replaceFile(join(folder, file), zip);
  replaceFile(join(folder, `${build.name}.cjs.map`), map);
  return {
    package: {
      name: build.name,
      file,
      entry: build.handler,
      functions: [...build.functions],
      sha256: sha256(zip),
      bytes: zip.length,
      environment: Object.fromEntries(build.functions.map((name) => [name, everyVariable(name, cloud)])),
    },
    inputs,
    digest: inputDigest(inputs),
  };
}
