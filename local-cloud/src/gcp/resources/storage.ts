import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Attributes, RequestContext } from "../../terraform/resource-handler.ts";
import { projectNumber } from "../account.ts";
import { flag, number, requiredText, text } from "../attributes.ts";
import { GoogleError } from "../http/google-error.ts";
import type { Policies } from "../iam/policies.ts";
import type { BucketStore } from "../storage/bucket-store.ts";
import { crc32c } from "../storage/crc32c.ts";
import {
  LABEL_CHANGES,
  labelAttributes,
  labelComplaints,
  projectOf,
  unlessMatches,
  unlessOneOf,
} from "./resource.ts";
import type { GcpResource } from "./resource.ts";

const CLASSES = ["STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE", "MULTI_REGIONAL", "REGIONAL"];
const BUCKET = {
  pattern: /^(?!goog)(?!.*google)[a-z0-9](?:[a-z0-9_-]{1,61})[a-z0-9]$/,
  expected: "3 to 63 lower-case letters, digits, hyphens and underscores, not beginning with goog",
};

/** The handler of google_storage_bucket. */
export function bucket(buckets: BucketStore, deps: { policies: Policies; now: () => number }): GcpResource {
  return {
    type: "google_storage_bucket",
    requiresReplace: ["name", "project", "location"],
    defaults: {
      storage_class: "STANDARD",
      force_destroy: false,
      public_access_prevention: "inherited",
      uniform_bucket_level_access: false,
    },
    changesOnUpdate: ["updated", ...LABEL_CHANGES],
    validate: (config) => [
      ...unlessMatches(config, "name", BUCKET),
      ...unlessOneOf(config, "storage_class", CLASSES),
      ...unlessOneOf(config, "public_access_prevention", ["inherited", "enforced"]),
      ...labelComplaints(config),
    ],
    create(planned, context) {
      const name = requiredText(planned, "name");
      if (buckets.has(name))
        throw new GoogleError("ALREADY_EXISTS", `The requested bucket name ${name} is not available.`);
      buckets.addBucket(name);
      const project = projectOf(planned, context);
      const created = new Date(deps.now()).toISOString();
      return Promise.resolve({
        id: name,
        project,
        project_number: Number(projectNumber(project)),
        self_link: `https://www.googleapis.com/storage/v1/b/${name}`,
        url: `gs://${name}`,
        time_created: created,
        updated: created,
        ...labelAttributes(planned),
      });
    },
    read: (state) => Promise.resolve(buckets.has(requiredText(state, "name")) ? state : null),
    update: (_prior, planned) =>
      Promise.resolve({ updated: new Date(deps.now()).toISOString(), ...labelAttributes(planned) }),
    async delete(state) {
      const name = requiredText(state, "name");
      if (buckets.objectsIn(name) > 0 && !flag(state, "force_destroy")) {
        throw new GoogleError(
          "FAILED_PRECONDITION",
          `Error trying to delete bucket ${name} containing objects without force_destroy set to true`,
        );
      }
      await buckets.removeBucket(name);
      deps.policies.forgetResource(`b/${name}`);
    },
    restore: (attributes) => buckets.addBucket(requiredText(attributes, "name")),
  };
}

/** The handler of google_storage_bucket_object. A source file whose content changed shows as drift, so that it is uploaded again. */
export function bucketObject(buckets: BucketStore): GcpResource {
  const sources = new Map<string, string>();
  return {
    type: "google_storage_bucket_object",
    requiresReplace: [
      "bucket",
      "name",
      "source",
      "content",
      "content_type",
      "detect_md5hash",
      "source_md5hash",
      "storage_class",
    ],
    defaults: { storage_class: "STANDARD", detect_md5hash: "different hash" },
    validate: (config) => [
      ...unlessMatches(config, "name", {
        pattern: /^(?!\.{1,2}$)[^\r\n]{1,1024}$/,
        expected: "1 to 1024 characters without line breaks",
      }),
      ...unlessOneOf(config, "storage_class", CLASSES),
    ],
    async create(planned, context) {
      const [bucketName, name] = [requiredText(planned, "bucket"), requiredText(planned, "name")];
      const bytes = await bytesOf(planned, context);
      const stored = await buckets.put(bucketName, name, bytes);
      const source = text(planned, "source");
      const id = `${bucketName}-${name}`;
      if (source) sources.set(id, resolve(context.workingDirectory, source));
      const link = `b/${bucketName}/o/${encodeURIComponent(name)}`;
      return {
        id,
        output_name: name,
        md5hash: Buffer.from(stored.md5, "hex").toString("base64"),
        md5hexhash: stored.md5,
        crc32c: crc32c(bytes),
        generation: stored.generation,
        self_link: `https://www.googleapis.com/storage/v1/${link}`,
        media_link: `https://storage.googleapis.com/download/storage/v1/${link}?generation=${stored.generation}&alt=media`,
        content_type:
          text(planned, "content_type") ??
          (source ? "application/octet-stream" : "text/plain; charset=utf-8"),
        kms_key_name: "",
      };
    },
    async read(state) {
      const stored = buckets.object(requiredText(state, "bucket"), requiredText(state, "name"));
      if (!stored) return null;
      const source = sources.get(requiredText(state, "id"));
      return source && (await hasChanged(source, stored.md5)) ? null : state;
    },
    update: () => Promise.resolve({}),
    delete(state) {
      sources.delete(requiredText(state, "id"));
      if (text(state, "deletion_policy") === "ABANDON") return Promise.resolve();
      return buckets.remove(requiredText(state, "bucket"), requiredText(state, "name"));
    },
    restore: (attributes) =>
      buckets.restore(requiredText(attributes, "bucket"), requiredText(attributes, "name"), {
        md5: Buffer.from(text(attributes, "md5hash") ?? "", "base64").toString("hex"),
        generation: number(attributes, "generation") ?? 0,
      }),
  };
}

async function bytesOf(planned: Attributes, context: RequestContext): Promise<Buffer> {
  const source = text(planned, "source");
  if (!source) return Buffer.from(requiredText(planned, "content"));
  try {
    return await readFile(resolve(context.workingDirectory, source));
  } catch (cause) {
    throw new Error(`cannot read ${source}: expected the file to upload`, { cause });
  }
}

async function hasChanged(source: string, md5: string): Promise<boolean> {
  const bytes = await readFile(source).catch(() => undefined);
  return bytes !== undefined && createHash("md5").update(bytes).digest("hex") !== md5;
}
