import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DurableLog } from "../../storage/durable-log.ts";
import { openJournal } from "../durability/journal.ts";

/** A blob of a container, which is named `account/container`. */
export interface BlobAddress {
  readonly container: string;
  readonly name: string;
}

/** What is known of a blob besides its content. */
export interface BlobProperties {
  readonly size: number;
  /** Base64. */
  readonly md5: string;
  readonly contentType: string;
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** The file that holds the content. */
  readonly file: string;
}

/** One durable change. */
export type BlobEntry =
  | { readonly op: "container"; readonly container: string }
  | { readonly op: "drop"; readonly container: string }
  | { readonly op: "put"; readonly container: string; readonly name: string; readonly blob: BlobProperties }
  | { readonly op: "delete"; readonly container: string; readonly name: string };

/** What a blob is to hold. */
export interface BlobContent {
  readonly content: Uint8Array;
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Block blobs of all accounts; what a call acknowledged survives a killed daemon. */
export interface BlobStore {
  containers(account: string): string[];
  hasContainer(container: string): boolean;
  createContainer(container: string): Promise<void>;
  dropContainer(container: string): Promise<void>;
  put(address: BlobAddress, blob: BlobContent): Promise<BlobProperties>;
  properties(address: BlobAddress): BlobProperties | undefined;
  read(address: BlobAddress): Promise<Buffer | undefined>;
  delete(address: BlobAddress): Promise<void>;
  /** Names with a prefix, in order. */
  names(container: string, prefix: string): string[];
  close(): Promise<void>;
}

/** Opens the blobs of a folder. */
export async function openBlobStore(options: {
  log: DurableLog<BlobEntry>;
  folder: string;
  now: () => number;
}): Promise<BlobStore> {
  const { log, folder, now } = options;
  const containers = new Map<string, Map<string, BlobProperties>>();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const journal = await openJournal<BlobEntry>({
    log,
    apply: (entry) => applyBlobEntry(containers, entry),
    *snapshot() {
      for (const [container, blobs] of containers) {
        yield { op: "container", container };
        for (const [name, blob] of blobs) yield { op: "put", container, name, blob };
      }
    },
  });
  const find = ({ container, name }: BlobAddress): BlobProperties | undefined =>
    containers.get(container)?.get(name);
  const discard = (blob: BlobProperties): Promise<void> => rm(join(folder, blob.file), { force: true });

  return {
    containers: (account) =>
      [...containers.keys()]
        .filter((one) => one.startsWith(`${account}/`))
        .map((one) => one.slice(account.length + 1))
        .sort(),
    hasContainer: (container) => containers.has(container),
    createContainer: (container) => journal.record({ op: "container", container }),
    async dropContainer(container) {
      const blobs = [...(containers.get(container)?.values() ?? [])];
      await journal.record({ op: "drop", container });
      await Promise.all(blobs.map(discard));
    },
    async put({ container, name }, { content, contentType = "application/octet-stream", metadata = {} }) {
      const before = find({ container, name });
      const file = randomUUID();
      await writeSynced(join(folder, file), content);
      const md5 = createHash("md5").update(content).digest("base64");
      const etag = `"0x${file.replaceAll("-", "").slice(0, 15).toUpperCase()}"`;
      const blob = { size: content.length, md5, contentType, etag, modified: now(), metadata, file };
      await journal.record({ op: "put", container, name, blob });
      if (before) await discard(before);
      return blob;
    },
    properties: find,
    async read(address) {
      const blob = find(address);
      return blob && readFile(join(folder, blob.file));
    },
    async delete(address) {
      const blob = find(address);
      if (!blob) return;
      await journal.record({ op: "delete", ...address });
      await discard(blob);
    },
    names: (container, prefix) =>
      [...(containers.get(container)?.keys() ?? [])].filter((name) => name.startsWith(prefix)).sort(),
    close: () => journal.close(),
  };
}

function applyBlobEntry(containers: Map<string, Map<string, BlobProperties>>, entry: BlobEntry): void {
  const blobs = containers.get(entry.container);
  if (entry.op === "container") containers.set(entry.container, blobs ?? new Map());
  else if (entry.op === "drop") containers.delete(entry.container);
  else if (entry.op === "put") blobs?.set(entry.name, entry.blob);
  else blobs?.delete(entry.name);
}

async function writeSynced(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
