import { createHash } from "node:crypto";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GoogleError } from "../http/google-error.ts";

/** One stored object; its content lies in a file that is named by its digest. */
export interface StoredObject {
  readonly file: string;
  /** MD5 in hexadecimal, as Cloud Storage keeps it in base64. */
  readonly md5: string;
  readonly generation: number;
}

/** Buckets and the objects in them. */
export interface BucketStore {
  addBucket(name: string): void;
  has(bucket: string): boolean;
  /** Removes a bucket with all that is in it. */
  removeBucket(name: string): Promise<void>;
  objectsIn(bucket: string): number;
  /** Keeps an object; one of the same name is replaced. Throws NOT_FOUND without the bucket. */
  put(bucket: string, name: string, bytes: Uint8Array): Promise<StoredObject>;
  /** Brings an object back after a restart, if its file is still there. */
  restore(bucket: string, name: string, stored: Pick<StoredObject, "md5" | "generation">): Promise<void>;
  object(bucket: string, name: string): StoredObject | undefined;
  remove(bucket: string, name: string): Promise<void>;
}

/** Buckets whose objects lie in a folder; `now` answers ms since 1970. `dropped` hears which content is no longer needed. */
export function createBucketStore(deps: {
  folder: string;
  now: () => number;
  dropped: (md5: string) => Promise<void>;
}): BucketStore {
  const { folder } = deps;
  const buckets = new Map<string, Map<string, StoredObject>>();
  let writes = 0;
  const fileOf = (md5: string): string => join(folder, `${md5}.zip`);

  const required = (bucket: string): Map<string, StoredObject> => {
    const objects = buckets.get(bucket);
    if (!objects) throw new GoogleError("NOT_FOUND", `The specified bucket ${bucket} does not exist.`);
    return objects;
  };

  const isUsed = (md5: string): boolean =>
    [...buckets.values()].some((objects) => [...objects.values()].some((object) => object.md5 === md5));

  const drop = async ({ md5, file }: StoredObject): Promise<void> => {
    if (isUsed(md5)) return;
    await rm(file, { force: true });
    await deps.dropped(md5);
  };

  return {
    addBucket(name) {
      buckets.set(name, new Map());
    },
    has: (bucket) => buckets.has(bucket),
    async removeBucket(name) {
      const objects = [...(buckets.get(name)?.values() ?? [])];
      buckets.delete(name);
      for (const object of objects) await drop(object);
    },
    objectsIn: (bucket) => buckets.get(bucket)?.size ?? 0,
    async put(bucket, name, bytes) {
      const objects = required(bucket);
      const md5 = createHash("md5").update(bytes).digest("hex");
      const file = fileOf(md5);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = `${file}.${(writes += 1)}.tmp`;
      await writeFile(temporary, bytes, { mode: 0o600 });
      await rename(temporary, file);
      const before = objects.get(name);
      const stored = { file, md5, generation: deps.now() * 1000 };
      objects.set(name, stored);
      if (before) await drop(before);
      return stored;
    },
    async restore(bucket, name, { md5, generation }) {
      const file = fileOf(md5);
      const found = await stat(file).catch(() => undefined);
      if (found) buckets.get(bucket)?.set(name, { file, md5, generation });
    },
    object: (bucket, name) => buckets.get(bucket)?.get(name),
    async remove(bucket, name) {
      const stored = buckets.get(bucket)?.get(name);
      buckets.get(bucket)?.delete(name);
      if (stored) await drop(stored);
    },
  };
}
