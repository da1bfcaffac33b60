import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { diskError, errorCode } from "./disk-error.ts";

let writes = 0;

/** Replaces a file in one step, synced to disk, readable by its owner only: readers see the old text or the new one. */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}-${(writes += 1)}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeSynced(temporary, text);
    await rename(temporary, file);
    await syncFolder(dirname(file));
  } catch (error) {
    // What failed first says what is wrong; a leftover that cannot be removed either does no harm.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskError(file, error);
  }
}

/** The text of a file, or undefined when there is none. */
export async function readFileIfAny(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Makes a rename in this folder survive a power cut, where the system can sync folders (Windows cannot). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
