import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, normalize, sep } from "node:path";
import { unzipSync } from "fflate";
import type { AppSettings } from "./app-settings.ts";
import { readHostJson } from "./host-json.ts";
import type { HostSettings } from "./host-json.ts";

/** An unpacked deployment package. */
export interface AppPackage {
  readonly folder: string;
  /** The file that registers the functions, from package.json. */
  readonly main: string;
  readonly host: HostSettings;
}

/** Where a package is unpacked, and the settings that override parts of its host.json. */
export interface PackagePlace {
  readonly parent: string;
  readonly settings: AppSettings;
}

/** Unpacks a zip below a folder, once per content, and checks that it is a package of the Node programming model v4. */
export async function openPackage(zip: Uint8Array, { parent, settings }: PackagePlace): Promise<AppPackage> {
  const folder = join(parent, createHash("sha256").update(zip).digest("hex").slice(0, 32));
  if (!(await exists(folder))) await unpack(zip, folder);
  const host = readHostJson(await readPart(folder, "host.json"), settings);
  const main = mainOf(await readPart(folder, "package.json"));
  return { folder, main, host };
}

/** Removes an unpacked package that nothing runs from any more. */
export function discardPackage({ folder }: AppPackage): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  const temporary = `${folder}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    const path = normalize(name);
    if (path.startsWith("..") || path.startsWith(sep))
      throw new Error(`the package holds a path outside of it: ${name}`);
    if (path.endsWith(sep)) continue;
    await mkdir(dirname(join(temporary, path)), { recursive: true });
    await writeFile(join(temporary, path), content);
  }
  await rename(temporary, folder);
}

async function readPart(folder: string, name: string): Promise<string> {
  return readFile(join(folder, name), "utf8").catch((cause: unknown) => {
    throw new Error(`the package has no ${name} at its top`, { cause });
  });
}

function mainOf(packageJson: string): string {
  const parsed: unknown = JSON.parse(packageJson);
  const main = typeof parsed === "object" && parsed !== null && "main" in parsed ? parsed.main : undefined;
  if (typeof main !== "string")
    throw new Error("package.json, main: expected the file that registers the functions");
  return main;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
