import { largest, over, plus, times } from "../../sheet/expression.ts";
import type { Expression, Term } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { repo, SOURCES } from "./sources.ts";

const GIB = 1024 ** 3;

const ARCHITECTURE = repo("docs/deployed-model.md, what is priced");

/** Objects that one listing names. */
const LISTED = 1000;

/** S3 Standard-IA bills objects as 128 KiB at least. */
const S3_IA_LEAST_BYTES = 128 * 1024;

/** Deep Archive adds 32 KiB to each object, and 8 KiB in S3 Standard. */
const DEEP_ARCHIVE_EXTRA_BYTES = 32 * 1024;
const DEEP_ARCHIVE_INDEX_BYTES = 8 * 1024;

/** What leaves a tier earlier is billed for the rest of so many days. */
const COLD_LEAST_DAYS = 30;
const ARCHIVE_LEAST_DAYS = { aws: 180, azure: 180, gcp: 365 } as const;

const stored = (bytes: Term, months: Term): Expression => over(times(bytes, months), GIB);

const SHARED: readonly Cell[] = [
  cell("cold.months", over(largest("cold", COLD_LEAST_DAYS), "days"), {
    unit: "month",
    about: "how long chunks are billed in cold storage, 30 days at least on every cloud",
    source: SOURCES.s3Classes,
  }),
  cell("chunk-month.gib", over("chunk-month.bytes", GIB), {
    unit: "GiB",
    about: "a month's chunks",
    source: ARCHITECTURE,
  }),
  cell("listings", plus("daily-runs", over("chunks", LISTED)), {
    unit: "listing",
    about: "each run lists the chunks that have come of age",
    source: ARCHITECTURE,
  }),
];

const CHECKS = "the mover checks size and checksum of each chunk before it deletes readings";
const READS = "the mover to the archive reads each chunk";
const WRITES = "chunks are written, and listed by each run";
const ARCHIVES = "chunks are written; the store refuses those whose checksum is wrong";

function accessCells(stem: string, unit: string): Cell[] {
  const text = { unit, source: ARCHITECTURE };
  return [
    cell(`${stem}.writes`, plus("chunks", "listings"), { ...text, about: WRITES }),
    cell(`${stem}.checks`, "chunks", { ...text, about: CHECKS }),
    cell(`${stem}.reads`, "chunks", { ...text, about: READS }),
  ];
}

const archiveMonths = (cloud: keyof typeof ARCHIVE_LEAST_DAYS): Expression =>
  over(largest("archive", ARCHIVE_LEAST_DAYS[cloud]), "days");

const AWS: readonly Cell[] = [
  ...accessCells("aws.cold", "request"),
  cell("aws.cold.retrieval", "chunk-month.gib", { unit: "GB", about: READS, source: SOURCES.s3 }),
  cell(
    "aws.cold.storage",
    stored(largest("chunk-month.bytes", times("chunks", S3_IA_LEAST_BYTES)), "cold.months"),
    { unit: "GB-month", about: "chunks of 128 KiB at least", source: SOURCES.s3Classes },
  ),
  cell("aws.archive.months", archiveMonths("aws"), {
    unit: "month",
    about: "how long chunks are billed in the archive, 180 days at least",
    source: SOURCES.s3Classes,
  }),
  cell("aws.archive.writes", "chunks", { unit: "request", about: ARCHIVES, source: ARCHITECTURE }),
  cell(
    "aws.archive.storage",
    stored(plus("chunk-month.bytes", times("chunks", DEEP_ARCHIVE_EXTRA_BYTES)), "aws.archive.months"),
    { unit: "GB-month", about: "chunks, and 32 KiB that each adds", source: SOURCES.s3 },
  ),
  cell("aws.archive.index", stored(times("chunks", DEEP_ARCHIVE_INDEX_BYTES), "aws.archive.months"), {
    unit: "GB-month",
    about: "8 KiB that each chunk adds in S3 Standard",
    source: SOURCES.s3,
  }),
];

const AZURE: readonly Cell[] = [
  ...accessCells("azure.cold", "operation"),
  cell("azure.cold.retrieval", "chunk-month.gib", { unit: "GB", about: READS, source: SOURCES.blob }),
  cell("azure.cold.storage", stored("chunk-month.bytes", "cold.months"), {
    unit: "GB-month",
    about: "chunks",
    source: SOURCES.blobTiers,
  }),
  cell("azure.archive.months", archiveMonths("azure"), {
    unit: "month",
    about: "how long chunks are billed in the archive, 180 days at least",
    source: SOURCES.blobTiers,
  }),
  cell("azure.archive.writes", "chunks", { unit: "operation", about: ARCHIVES, source: ARCHITECTURE }),
  cell("azure.archive.storage", stored("chunk-month.bytes", "azure.archive.months"), {
    unit: "GB-month",
    about: "chunks",
    source: SOURCES.blob,
  }),
];

const GCP: readonly Cell[] = [
  ...accessCells("gcp.cold", "operation"),
  cell("gcp.cold.retrieval", "chunk-month.gib", { unit: "GiB", about: READS, source: SOURCES.cloudStorage }),
  cell("gcp.cold.storage", stored("chunk-month.bytes", "cold.months"), {
    unit: "GiB-month",
    about: "chunks",
    source: SOURCES.cloudStorage,
  }),
  cell("gcp.archive.months", archiveMonths("gcp"), {
    unit: "month",
    about: "how long chunks are billed in the archive, 365 days at least",
    source: SOURCES.cloudStorage,
  }),
  cell("gcp.archive.writes", "chunks", { unit: "operation", about: ARCHIVES, source: ARCHITECTURE }),
  cell("gcp.archive.storage", stored("chunk-month.bytes", "gcp.archive.months"), {
    unit: "GiB-month",
    about: "chunks",
    source: SOURCES.cloudStorage,
  }),
];

/** What cold storage, the archive and the way there come to. */
export const TIER_CELLS: readonly Cell[] = [...SHARED, ...AWS, ...AZURE, ...GCP];
