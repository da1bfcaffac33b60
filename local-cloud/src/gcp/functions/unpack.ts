import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, normalize, sep } from "node:path";
import { unzip } from "fflate";
import type { Unzipped } from "fflate";

/** Unpacks a zip into a folder, once: a folder that is there already holds what the zip holds. Throws for a file that is no zip. */
export async function unpackOnce(archive: string, folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const files = await unzipBytes(await readFile(archive), archive);
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const temporary = await mkdtemp(`${folder}-`);
  for (const [name, bytes] of Object.entries(files)) await writeInside(temporary, name, bytes);
  try {
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another function with the same code was faster.
    if (!(await isFolder(folder))) throw error;
  }
}

function unzipBytes(bytes: Uint8Array, archive: string): Promise<Unzipped> {
  return new Promise((resolve, reject) => {
    unzip(bytes, (error, files) => {
      if (error) reject(new Error(`${archive} is no zip archive that can be read: ${error.message}`));
      else resolve(files);
    });
  });
}

async function writeInside(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const file = normalize(join(folder, name));
  if (!file.startsWith(normalize(folder) + sep))
    throw new Error(`the archive holds ${name}, which leads out of it`);
  if (name.endsWith("/")) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
