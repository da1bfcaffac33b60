import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, normalize, sep } from "node:path";
import { unzipSync } from "fflate";

/** Code of a function as it lies unpacked on disk. */
export interface FunctionCode {
  readonly folder: string;
  /** Base64 SHA-256 of the zip. */
  readonly sha256: string;
  /** Bytes of the zip. */
  readonly size: number;
}

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const MAX_ZIP_BYTES = 50 * 1024 * 1024;
const MAX_UNZIPPED_BYTES = 250 * 1024 * 1024;

/** Unpacks a zip into a folder of its own below `root`, named by its hash; what is there already is used. */
export async function unpackCode(zipFile: string, root: string): Promise<FunctionCode> {
  const zip = await readZip(zipFile);
  const digest = createHash("sha256").update(zip).digest();
  const folder = codeFolder(root, digest.toString("base64"));
  if (!(await exists(folder))) await unpack(zip, folder, zipFile);
  return { folder, sha256: digest.toString("base64"), size: zip.length };
}

/** Where code with this base64 SHA-256 lies below `root`. */
export function codeFolder(root: string, sha256: string): string {
  return join(root, Buffer.from(sha256, "base64").toString("hex").slice(0, 32));
}

/** Whether a file or folder is there. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readZip(zipFile: string): Promise<Buffer> {
  const zip = await readFile(zipFile).catch((cause: unknown) => {
    throw new Error(`cannot read the code of the function: expected a zip at ${zipFile}`, { cause });
  });
  if (zip.length <= MAX_ZIP_BYTES) return zip;
  throw new Error(`${zipFile} has ${zip.length} bytes; Lambda takes zips of at most ${MAX_ZIP_BYTES} bytes`);
}

async function unpack(zip: Buffer, folder: string, zipFile: string): Promise<void> {
  const files = Object.entries(unzip(zip, zipFile)).filter(([name]) => !name.endsWith("/"));
  const bytes = files.reduce((sum, [, content]) => sum + content.length, 0);
  if (bytes > MAX_UNZIPPED_BYTES)
    throw new Error(`${zipFile} unpacks to ${bytes} bytes; Lambda takes at most ${MAX_UNZIPPED_BYTES}`);
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const temporary = await mkdtemp(`${folder}-`);
  try {
    for (const [name, content] of files) await writeInside(temporary, name, content);
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function unzip(zip: Buffer, zipFile: string): Record<string, Uint8Array> {
  try {
    return unzipSync(zip);
  } catch (cause) {
    throw new Error(`${zipFile} is not a zip that can be unpacked`, { cause });
  }
}

async function writeInside(folder: string, name: string, content: Uint8Array): Promise<void> {
  const file = normalize(join(folder, name));
  if (!file.startsWith(folder + sep))
    throw new Error(`the zip holds ${name}, which lies outside of its folder`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
