import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { TWIN_FILE } from "@twin2multicloud/model";
import type { Cloud, FunctionName, Manifest, Slot } from "@twin2multicloud/model";
import type { Topology } from "@twin2multicloud/topology";
import { appendEntry } from "@twin2multicloud/zip";
import { Failure } from "../failure.ts";
import type { Files } from "../machine/files.ts";
import type { Twin } from "../twin/twin.ts";
import { packagesOf } from "./twin-files.ts";
import type { UnsealedPackage } from "./twin-files.ts";

/** What would be uploaded: a code zip with its twin file, and one hash over both. */
export interface SealedPackage {
  readonly name: string;
  readonly cloud: Cloud;
  readonly slot: Slot;
  readonly functions: readonly FunctionName[];
  /** Absolute path; it holds the hash, so other content has another path. */
  readonly file: string;
  readonly sha256: string;
}

/** A cloud's manifest and where it stands. */
export interface LocatedManifest {
  readonly file: string;
  readonly manifest: Manifest;
}

async function sealOne(
  files: Files,
  { package: built, twinFile }: UnsealedPackage,
  places: { manifest: string; folder: string },
): Promise<SealedPackage> {
  const codeFile = resolve(dirname(places.manifest), built.file);
  const code = await files.read(codeFile);
  if (!code) {
    throw new Failure(`${codeFile} is missing`, {
      advice: "Build the functions again: npx nx run-many -t build",
    });
  }
  const sealed = appendEntry(code, TWIN_FILE, `${JSON.stringify(twinFile)}\n`);
  const sha256 = createHash("sha256").update(sealed).digest("hex");
  const file = join(places.folder, `${built.name}-${sha256.slice(0, 12)}.zip`);
  const { cloud, slot, functions } = twinFile;
  if (!(await files.read(file))?.equals(sealed)) await files.write(file, sealed);
  return { name: built.name, cloud, slot, functions, file, sha256 };
}

/** Seals every package that the twin uses into `folder`; what is there already with the same content is left alone. */
export async function sealPackages(
  files: Files,
  folder: string,
  twin: { twin: Twin; topology: Topology; manifests: readonly LocatedManifest[] },
): Promise<SealedPackage[]> {
  const sealed: SealedPackage[] = [];
  for (const { file, manifest } of twin.manifests) {
    for (const unsealed of packagesOf(twin.twin, twin.topology, manifest)) {
      sealed.push(await sealOne(files, unsealed, { manifest: file, folder }));
    }
  }
  return sealed;
}

/** Removes the sealed zips that the stack no longer names; only after a successful apply, so that an older plan can be repeated. */
export async function removeOldPackages(
  files: Files,
  folder: string,
  current: readonly SealedPackage[],
): Promise<void> {
  const kept = new Set(current.map(({ file }) => file));
  const old = (await files.list(folder)).map((name) => join(folder, name)).filter((file) => !kept.has(file));
  await Promise.all(old.map((file) => files.remove(file)));
}
