import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Block } from "./schema.ts";
import { readSources } from "./source-map.ts";
import { configSchema, resourceSchema } from "./to-schema.ts";
import { wantedProviders } from "./wanted-types.ts";
import type { WantedProvider } from "./wanted-types.ts";

// Writes local-cloud/schemas/<provider>.json from the pinned npm packages. Usage: node extract-schemas.ts [folder of downloads]
const SCHEMAS = fileURLToPath(new URL("../../../local-cloud/schemas/", import.meta.url));
const run = promisify(execFile);

async function main(given: string | undefined): Promise<void> {
  const downloads = given ?? (await mkdtemp(join(tmpdir(), "schemas-")));
  for (const wanted of wantedProviders) {
    const folder = await download(wanted, downloads);
    const schema = await extract(wanted, join(folder, "package", "lib"));
    await writeFile(join(SCHEMAS, `${wanted.name}.json`), onePerLine(schema));
    console.log(
      `${wanted.name}: ${wanted.resources.length} resource types, ${wanted.dataSources.length} data sources`,
    );
  }
  if (given === undefined) await rm(downloads, { recursive: true });
}

async function download(wanted: WantedProvider, downloads: string): Promise<string> {
  const folder = join(downloads, `${wanted.name}-${wanted.npmVersion}`);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).includes("package")) return folder;
  const packed = await run("npm", ["pack", "--json", `${wanted.npmPackage}@${wanted.npmVersion}`], {
    cwd: folder,
  });
  const file = /"filename":\s*"([^"]+)"/.exec(packed.stdout)?.[1];
  if (!file) throw new Error(`npm pack ${wanted.npmPackage} named no file: ${packed.stdout}`);
  await run("tar", ["xzf", file], { cwd: folder });
  return folder;
}

interface ProviderSchema {
  readonly provider: string;
  readonly version: string;
  readonly config: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}

async function extract(wanted: WantedProvider, lib: string): Promise<ProviderSchema> {
  const provider = await readSources(join(lib, "provider"));
  return {
    provider: wanted.provider,
    version: wanted.version,
    config: configSchema(provider, `${pascalCase(wanted.name)}Provider`),
    resources: await extractTypes(wanted, lib, { names: wanted.resources, prefix: "" }),
    dataSources: await extractTypes(wanted, lib, {
      names: wanted.dataSources,
      prefix: `data_${wanted.name}_`,
    }),
  };
}

async function extractTypes(
  wanted: WantedProvider,
  lib: string,
  { names, prefix }: { names: readonly string[]; prefix: string },
): Promise<Record<string, Block>> {
  const schemas: Record<string, Block> = {};
  for (const name of names.toSorted()) {
    const folder = join(lib, `${prefix}${name}`.replaceAll("_", "-"));
    const source = await readSources(folder);
    schemas[`${wanted.name}_${name}`] = resourceSchema(source, `${wanted.name}_${name}`);
  }
  return schemas;
}

// One type per line, so that a changed type is one line of a diff.
function onePerLine({ resources, dataSources, config, ...head }: ProviderSchema): string {
  const parts = [
    `${JSON.stringify(head).slice(0, -1)},`,
    `"config":${JSON.stringify(config)},`,
    `"resources":{\n${lines(resources)}\n},`,
    `"dataSources":{\n${lines(dataSources)}\n}}`,
  ];
  return `${parts.join("\n")}\n`;
}

function lines(blocks: Readonly<Record<string, Block>>): string {
  const entries = Object.entries(blocks).map(([name, block]) => `"${name}":${JSON.stringify(block)}`);
  return entries.join(",\n");
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

await main(process.argv[2]);
