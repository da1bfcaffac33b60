import {
  appendFile,
  chmod,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
} from "node:fs/promises";
import { dirname } from "node:path";
import { errnoOf } from "../failure.ts";

/** For the owner alone, or readable by all. */
export type FileMode = 0o600 | 0o644 | 0o755;

/** The files of the machine, by absolute path. Errors are those of the file system, with their code (ENOSPC, EACCES ...). */
export interface Files {
  /** The content, or undefined when there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** Replaces the whole file or leaves it as it was; makes the folders above for the owner alone. */
  write(path: string, content: string | Uint8Array, mode?: FileMode): Promise<void>;
  append(path: string, text: string): Promise<void>;
  /** Makes the file with all its content only if it is not there, in one step; tells whether it did. */
  create(path: string, content: string): Promise<boolean>;
  /** Puts a file in the place of another one, in one step; both are in the same folder. */
  rename(from: string, to: string): Promise<void>;
  /** The names in a folder, sorted; none when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** Removes a file or a whole folder; does nothing when it is not there. */
  remove(path: string): Promise<void>;
  /** The bytes that are free on the disk of an existing path. */
  freeBytes(path: string): Promise<number>;
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(errnoOf(error) ?? "")) return undefined;
    throw error;
  }
}

const folderFor = (path: string): Promise<unknown> => mkdir(dirname(path), { recursive: true, mode: 0o700 });

async function writeSynced(path: string, content: string | Uint8Array, mode: FileMode): Promise<void> {
  const file = await open(path, "w", mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(path, mode);
}

async function replace(path: string, content: string | Uint8Array, mode: FileMode = 0o644): Promise<void> {
  await folderFor(path);
  const draft = `${path}.${process.pid}.new`;
  try {
    await writeSynced(draft, content, mode);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** By a link: whoever sees the file sees all of it. */
async function createNew(path: string, content: string): Promise<boolean> {
  await folderFor(path);
  const draft = `${path}.${process.pid}.new`;
  try {
    await writeSynced(draft, content, 0o600);
    await link(draft, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The file system of this machine. */
export const nodeFiles: Files = {
  read: (path) => unlessMissing(readFile(path)),
  write: replace,
  append: async (path, text) => {
    await folderFor(path);
    await appendFile(path, text, { mode: 0o600 });
  },
  create: createNew,
  rename,
  list: async (folder) => ((await unlessMissing(readdir(folder))) ?? []).sort(),
  remove: (path) => rm(path, { recursive: true, force: true }),
  freeBytes: async (path) => {
    await stat(path);
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  },
};
