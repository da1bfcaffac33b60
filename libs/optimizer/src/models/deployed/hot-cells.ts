import { ceiling, over, plus, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { assumed } from "./assumptions.ts";
import { repo, SOURCES } from "./sources.ts";

const GIB = 1024 ** 3;

/** A reader asks for two readings more than a page has: one tells whether more follow, one may be known already. */
const PEEKED = 2;

/** On average a reading waits half a day for the daily run of its mover. */
const WAITING_DAYS = 0.5;

/** Attribute names and the sort key besides what a record has itself, and 100 bytes that DynamoDB adds for its index. */
const DYNAMODB_EXTRA_BYTES = 80;
const DYNAMODB_STORED_BYTES = 100;

/** Id, sort key and the fields that Cosmos DB adds to a document. */
const COSMOS_EXTRA_BYTES = 350;

/** Request units of a write, read off Microsoft's figures for documents of 1, 4 and 64 KiB (5, 7 and 48 units). */
const COSMOS_WRITE_BASE = 4.3;
const COSMOS_WRITE_PER_KIB = 0.7;

/** Request units of a query and of each KiB that it returns; twice as much because the account is strongly consistent. */
const COSMOS_QUERY_BASE = 5;
const COSMOS_READ_PER_KIB = 0.5;

/** Name and field names of a document, and its entries in two composite indexes and two of device_id. */
const FIRESTORE_EXTRA_BYTES = 900;

const STORES = {
  aws: repo("libs/aws/src/dynamodb-hot-store.ts, terraform/modules/aws/l3-hot/hot-store.tf"),
  azure: repo("libs/azure/src/cosmos-hot-store.ts, terraform/modules/azure/l3-hot/hot-store.tf"),
  gcp: repo("libs/gcp/src/firestore-hot-store.ts, terraform/modules/gcp/l3-hot/hot-store.tf"),
} as const;

const SHARED: readonly Cell[] = [
  cell("hot.months", over(plus("hot", WAITING_DAYS), "days"), {
    unit: "month",
    about: "how long readings stay in the hot store, with the wait for the daily run",
    source: repo("docs/deployed-model.md, what is priced"),
  }),
  cell("page.reads", plus(assumed("page-records"), PEEKED), {
    unit: "record",
    about: "readings that are looked at for a page",
    source: STORES.aws,
  }),
];

const AWS: readonly Cell[] = [
  cell("aws.hot.item", plus("record.bytes", DYNAMODB_EXTRA_BYTES), {
    unit: "B",
    about: "a reading in DynamoDB",
    source: SOURCES.dynamodbSize,
  }),
  cell("aws.hot.writes", times("messages", ceiling(over("aws.hot.item", 1024))), {
    unit: "write-unit",
    about: "one conditional write for each reading, in blocks of 1 KiB",
    source: STORES.aws,
  }),
  cell("aws.hot.deletes", "aws.hot.writes", {
    unit: "write-unit",
    about: "the mover deletes each reading, in blocks of 1 KiB",
    source: SOURCES.dynamodb,
  }),
  cell("aws.hot.page-reads", times("queries", ceiling(over(times("page.reads", "aws.hot.item"), 4096))), {
    unit: "read-unit",
    about: "a consistent query for each page, in blocks of 4 KiB",
    source: STORES.aws,
  }),
  cell("aws.hot.mover-reads", plus(over(times("messages", "aws.hot.item"), 4096), "chunks"), {
    unit: "read-unit",
    about: "the mover's consistent queries, in blocks of 4 KiB with one begun for each chunk",
    source: SOURCES.dynamodb,
  }),
  cell(
    "aws.hot.storage",
    over(times("messages", plus("aws.hot.item", DYNAMODB_STORED_BYTES), "hot.months"), GIB),
    { unit: "GB-month", about: "stored readings", source: SOURCES.dynamodb },
  ),
  cell("aws.hot.backup", "aws.hot.storage", {
    unit: "GB-month",
    about: "the table can be restored to any second of 35 days",
    source: STORES.aws,
  }),
];

const AZURE: readonly Cell[] = [
  cell("azure.hot.item", plus("record.bytes", COSMOS_EXTRA_BYTES), {
    unit: "B",
    about: "a reading in Cosmos DB",
    source: STORES.azure,
  }),
  cell(
    "azure.hot.writes",
    times("messages", plus(COSMOS_WRITE_BASE, over(times(COSMOS_WRITE_PER_KIB, "azure.hot.item"), 1024))),
    { unit: "request-unit", about: "a document is created for each reading", source: SOURCES.cosmos },
  ),
  cell("azure.hot.deletes", "azure.hot.writes", {
    unit: "request-unit",
    about: "the mover deletes each reading, for as much as creating it",
    source: SOURCES.cosmos,
  }),
  cell(
    "azure.hot.page-reads",
    times(
      "queries",
      plus(COSMOS_QUERY_BASE, over(times(COSMOS_READ_PER_KIB, "page.reads", "azure.hot.item"), 1024)),
    ),
    { unit: "request-unit", about: "a strongly consistent query for each page", source: SOURCES.cosmos },
  ),
  cell(
    "azure.hot.mover-reads",
    plus(
      times("chunks", COSMOS_QUERY_BASE),
      over(times(COSMOS_READ_PER_KIB, "messages", "azure.hot.item"), 1024),
    ),
    { unit: "request-unit", about: "the mover's queries, one for each chunk", source: SOURCES.cosmos },
  ),
  cell("azure.hot.storage", over(times("messages", "azure.hot.item", "hot.months"), GIB), {
    unit: "GB-month",
    about: "stored readings",
    source: STORES.azure,
  }),
];

const GCP: readonly Cell[] = [
  cell("gcp.hot.writes", "messages", {
    unit: "write",
    about: "a document is created for each reading",
    source: STORES.gcp,
  }),
  cell("gcp.hot.deletes", "messages", {
    unit: "delete",
    about: "the mover deletes each reading",
    source: SOURCES.firestore,
  }),
  cell("gcp.hot.page-reads", times("queries", "page.reads"), {
    unit: "read",
    about: "readings of each page",
    source: STORES.gcp,
  }),
  cell("gcp.hot.mover-reads", plus("messages", "chunks"), {
    unit: "read",
    about: "the mover reads each reading, and one more for each query",
    source: SOURCES.firestore,
  }),
  cell(
    "gcp.hot.storage",
    over(times("messages", plus("record.bytes", FIRESTORE_EXTRA_BYTES), "hot.months"), GIB),
    { unit: "GiB-month", about: "stored readings with their index entries", source: SOURCES.firestoreSize },
  ),
];

/** What the hot stores come to. */
export const HOT_CELLS: readonly Cell[] = [...SHARED, ...AWS, ...AZURE, ...GCP];
