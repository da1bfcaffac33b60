import { setTimeout } from "node:timers/promises";
import { AwsError } from "../api/aws-error.ts";
import type { DynamoDb } from "./dynamodb.ts";

const DEADLINE_MS = 10_000;
const INTERVAL_MS = 5;

/** The status of a table, as ACTIVE; undefined when there is no such table. */
export async function tableStatus(
  dynamodb: Pick<DynamoDb, "call">,
  name: string,
): Promise<string | undefined> {
  try {
    const { Table } = await dynamodb.call("DescribeTable", { TableName: name });
    return typeof Table === "object" && Table !== null && "TableStatus" in Table
      ? String(Table.TableStatus)
      : undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

/** Resolves when a table has reached a status, or is gone where that is `undefined`; rejects after 10 seconds. */
export async function untilTableIs(
  dynamodb: Pick<DynamoDb, "call">,
  name: string,
  wanted: "ACTIVE" | undefined,
): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (
    let status = await tableStatus(dynamodb, name);
    status !== wanted;
    status = await tableStatus(dynamodb, name)
  ) {
    if (Date.now() > deadline)
      throw new Error(`the table ${name} is still ${status} after ${DEADLINE_MS / 1_000} seconds`);
    await setTimeout(INTERVAL_MS);
  }
}
