import { ceiling, over, plus, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { artifact } from "./sources.ts";

const source = artifact("layer_data_storage.js");

const READ_SHARE_COLD = 0.1;
const READ_SHARE_ARCHIVE = 0.01;

const SHARED: readonly Cell[] = [
  cell("l3-cold.stored", times("gigabytes", "cold"), {
    unit: "GB-month",
    about: "data in cold storage",
    source,
  }),
  cell("l3-cold.objects", ceiling(over(times("gigabytes", 1024), 100)), {
    unit: "request",
    about: "objects of 100 MB that a month's data fills",
    source,
  }),
  cell("l3-archive.stored", times("gigabytes", "archive"), {
    unit: "GB-month",
    about: "data in the archive",
    source,
  }),
];

const AWS_COLD: readonly Cell[] = [
  cell("aws.l3-cold.storage", "l3-cold.stored", { unit: "GB-month", about: "stored data", source }),
  cell("aws.l3-cold.upfront", "l3-cold.stored", {
    unit: "GB-month",
    about: "stored data, which an upfront price is added to",
    source,
  }),
  cell("aws.l3-cold.requests", times(2, "l3-cold.objects"), {
    unit: "request",
    about: "a write and a change of class for each object",
    source,
  }),
  cell("aws.l3-cold.retrieval", plus(times(READ_SHARE_COLD, "l3-cold.stored"), "gigabytes"), {
    unit: "GB",
    about: "a tenth of everything stored, and a month's data on its way to the archive",
    source,
  }),
];

const AZURE_COLD: readonly Cell[] = [
  cell("azure.l3-cold.storage", "l3-cold.stored", { unit: "GB-month", about: "stored data", source }),
  cell("azure.l3-cold.writes", "l3-cold.objects", {
    unit: "request",
    about: "a write for each object",
    source,
  }),
  cell("azure.l3-cold.reads", times(READ_SHARE_COLD, "l3-cold.objects"), {
    unit: "request",
    about: "a read for a tenth of a month's objects",
    source,
  }),
  cell("azure.l3-cold.retrieval", plus(times(READ_SHARE_COLD, "gigabytes"), "gigabytes"), {
    unit: "GB",
    about:
      "a tenth of a month's data (not of everything stored), and a month's data on its way to the archive",
    source,
  }),
];

const AWS_ARCHIVE: readonly Cell[] = [
  cell("aws.l3-archive.storage", "l3-archive.stored", { unit: "GB-month", about: "stored data", source }),
  cell("aws.l3-archive.writes", times(2, "gigabytes"), {
    unit: "request",
    about: "a write and a change of class for each GB",
    source,
  }),
  cell("aws.l3-archive.retrieval", times(READ_SHARE_ARCHIVE, "l3-archive.stored"), {
    unit: "GB",
    about: "one percent of everything stored",
    source,
  }),
];

const AZURE_ARCHIVE: readonly Cell[] = [
  cell("azure.l3-archive.storage", "l3-archive.stored", { unit: "GB-month", about: "stored data", source }),
  cell("azure.l3-archive.writes", "gigabytes", { unit: "request", about: "a write for each GB", source }),
  cell("azure.l3-archive.retrieval", times(READ_SHARE_ARCHIVE, "l3-archive.stored"), {
    unit: "GB",
    about: "one percent of everything stored",
    source,
  }),
];

/** What cold storage and the archive are billed by. */
export const COLD_CELLS: readonly Cell[] = [
  ...SHARED,
  ...AWS_COLD,
  ...AZURE_COLD,
  ...AWS_ARCHIVE,
  ...AZURE_ARCHIVE,
];
