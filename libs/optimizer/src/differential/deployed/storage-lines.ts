import { blocks } from "./month.ts";
import type { SlotLines } from "./month.ts";
import { GIB } from "./volumes.ts";
import type { Volumes } from "./volumes.ts";

/** Months that something is billed when it stays some days, at least so many. */
const monthsOf = (days: number, least: number, v: Volumes): number => Math.max(days, least) / v.days;

/** Readings wait half a day for the daily run. */
const hotMonths = (v: Volumes): number => (v.hot + 0.5) / v.days;

/** Readings that a page looks at. */
const PAGE = 102;

/** The hot store, and what the mover does to it. */
export const L3_HOT: SlotLines["l3-hot"] = {
  aws: ({ v }) => {
    const item = v.record + 80;
    const stored = (v.messages * (item + 100) * hotMonths(v)) / GIB;
    return [
      ["aws.dynamodb.write-unit", 2 * v.messages * blocks(item, 1024)],
      [
        "aws.dynamodb.read-unit",
        v.queries * blocks(PAGE * item, 4096) + (v.messages * item) / 4096 + v.chunks,
      ],
      ["aws.dynamodb.storage", stored],
      ["aws.dynamodb.backup", stored],
    ];
  },
  azure: ({ v }) => {
    const kib = (v.record + 350) / 1024;
    return [
      [
        "azure.cosmos.request-unit",
        2 * v.messages * (4.3 + 0.7 * kib) +
          v.queries * (5 + 0.5 * PAGE * kib) +
          5 * v.chunks +
          0.5 * v.messages * kib,
      ],
      ["azure.cosmos.storage", (v.messages * kib * 1024 * hotMonths(v)) / GIB],
    ];
  },
  gcp: ({ v }) => [
    ["gcp.firestore.write", v.messages],
    ["gcp.firestore.delete", v.messages],
    ["gcp.firestore.read", v.queries * PAGE + v.messages + v.chunks],
    ["gcp.firestore.storage", (v.messages * (v.record + 900) * hotMonths(v)) / GIB],
  ],
};

const COLD_DAYS = 30;

/** The cold store, and what both movers do to it. */
export const L3_COLD: SlotLines["l3-cold"] = {
  aws: ({ v }) => [
    ["aws.s3-ia.put", v.chunks + v.listings],
    ["aws.s3-ia.get", 2 * v.chunks],
    ["aws.s3-ia.retrieval", v.chunkBytes / GIB],
    [
      "aws.s3-ia.storage",
      (Math.max(v.chunkBytes, v.chunks * 128 * 1024) * monthsOf(v.cold, COLD_DAYS, v)) / GIB,
    ],
  ],
  azure: ({ v }) => [
    ["azure.blob-cool.write", v.chunks + v.listings],
    ["azure.blob-cool.read", 2 * v.chunks],
    ["azure.blob-cool.retrieval", v.chunkBytes / GIB],
    ["azure.blob-cool.storage", (v.chunkBytes * monthsOf(v.cold, COLD_DAYS, v)) / GIB],
  ],
  gcp: ({ v }) => [
    ["gcp.storage-nearline.class-a", v.chunks + v.listings],
    ["gcp.storage-nearline.class-b", 2 * v.chunks],
    ["gcp.storage-nearline.retrieval", v.chunkBytes / GIB],
    ["gcp.storage-nearline.storage", (v.chunkBytes * monthsOf(v.cold, COLD_DAYS, v)) / GIB],
  ],
};

/** The archive, and what the mover writes to it. */
export const L3_ARCHIVE: SlotLines["l3-archive"] = {
  aws: ({ v }) => {
    const months = monthsOf(v.archive, 180, v);
    return [
      ["aws.s3-deep-archive.put", v.chunks],
      ["aws.s3-deep-archive.storage", ((v.chunkBytes + v.chunks * 32 * 1024) * months) / GIB],
      ["aws.s3-standard.storage", (v.chunks * 8 * 1024 * months) / GIB],
    ];
  },
  azure: ({ v }) => [
    ["azure.blob-archive.write", v.chunks],
    ["azure.blob-archive.storage", (v.chunkBytes * monthsOf(v.archive, 180, v)) / GIB],
  ],
  gcp: ({ v }) => [
    ["gcp.storage-archive.class-a", v.chunks],
    ["gcp.storage-archive.storage", (v.chunkBytes * monthsOf(v.archive, 365, v)) / GIB],
  ],
};
