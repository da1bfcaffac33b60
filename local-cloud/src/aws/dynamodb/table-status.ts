import { setTimeout } from "node:timers/promises";
import { AwsError } from "../api/aws-error.ts";
import type { DynamoDb } from "./dynamodb.ts";

type Caller = Pick<DynamoDb, "call">;

const DEADLINE_MS = 10_000;
const INTERVAL_MS = 5;

/** The status of a table, as ACTIVE; undefined when there is no such table. */
export async function tableStatus(dynamodb: Caller, name: string): Promise<string | undefined> {
  try {
    const { Table } = await dynamodb.call("DescribeTable", { TableName: name });
    const { TableStatus }: Record<string, unknown> = { ...Object(Table) };
    return String(TableStatus);
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

/** Whether a table that exists holds no item. */
export async function isEmptyTable(dynamodb: Caller, name: string): Promise<boolean> {
  const { Count } = await dynamodb.call("Scan", { TableName: name, Limit: 1 });
  return Count === 0;
}

/** Deletes a table and resolves when it is gone. */
export async function deleteTable(dynamodb: Caller, name: string): Promise<void> {
  await dynamodb.call("DeleteTable", { TableName: name });
  await untilTableIs(dynamodb, name, undefined);
}

/** Resolves when a table has reached a status, or is gone where that is `undefined`; rejects after 10 seconds. */
export async function untilTableIs(
  dynamodb: Caller,
  name: string,
  wanted: "ACTIVE" | undefined,
): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const status = await tableStatus(dynamodb, name);
    if (status === wanted) return;
    if (Date.now() > deadline)
      throw new Error(`the table ${name} is still ${status} after ${DEADLINE_MS / 1_000} seconds`);
    await setTimeout(INTERVAL_MS);
  }
}
