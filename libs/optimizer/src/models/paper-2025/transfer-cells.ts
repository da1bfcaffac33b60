import { largest, metered, minus, price, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { artifact } from "./sources.ts";

const source = artifact("data_transfer.js");

const FREE_FROM_COSMOS_DB = 5;

/**
 * What a hop costs, by the cloud that bills it. Every hop carries a month's data and has the free 100 GB to itself:
 * the hops of a cloud share no bands.
 */
export const TRANSFER_CELLS: readonly Cell[] = [
  cell("aws.egress", metered("paper.aws.egress", "gigabytes"), {
    unit: "USD",
    about: "a month's data from AWS to the internet",
    source,
  }),
  cell("azure.egress", metered("paper.azure.egress", "gigabytes"), {
    unit: "USD",
    about: "a month's data from Azure to the internet",
    source,
  }),
  cell("aws.from-dynamodb", times("gigabytes", price("paper.aws.s3-ia.from-dynamodb")), {
    unit: "USD",
    about: "a month's data from DynamoDB to S3, which is not free although it stays on AWS",
    source,
  }),
  cell("aws.from-cosmos-db", times("gigabytes", price("paper.aws.s3-ia.from-cosmos-db")), {
    unit: "USD",
    about: "a month's data from Cosmos DB to S3, besides what Azure bills for egress",
    source,
  }),
  cell(
    "azure.from-cosmos-db",
    times(largest(0, minus("gigabytes", FREE_FROM_COSMOS_DB)), price("paper.azure.blob-cool.from-cosmos-db")),
    {
      unit: "USD",
      about:
        "a month's data above 5 GB from Cosmos DB to Blob Storage, which is not free although it stays on Azure",
      source,
    },
  ),
];
