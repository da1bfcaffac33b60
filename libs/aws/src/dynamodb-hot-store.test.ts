import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { TelemetryRecord } from "@twin2multicloud/model";
import { sortKey } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { dynamodbHotStore } from "./dynamodb-hot-store.ts";
import { toHotItem } from "./hot-item.ts";

const record = (second: number): TelemetryRecord => ({
  device_id: "d",
  timestamp: new Date(second * 1000).toISOString(),
  message_id: `m${second}`,
  v: second,
});

/** A store whose client answers from `answer`, and the inputs of its calls. */
function storeAnswering(answer: (input: object) => object) {
  const inputs: object[] = [];
  const client = new DynamoDBClient({ region: "eu-central-1" });
  client.middlewareStack.add(
    () => (args) => {
      inputs.push(args.input);
      return Promise.resolve().then(() => ({
        output: { $metadata: {}, ...answer(args.input) },
        response: {},
      }));
    },
    { step: "initialize" },
  );
  return { store: dynamodbHotStore({ tableName: "hot", client }), inputs };
}

const failing = (name: string) => () => {
  throw Object.assign(new Error("from AWS"), { name });
};

describe("dynamodbHotStore", () => {
  test("a record is created only where none is, with its properties below one key", async () => {
    const { store, inputs } = storeAnswering(() => ({}));
    expect(await store.put([record(1)])).toEqual([{ status: "stored" }]);
    expect(inputs).toEqual([
      {
        TableName: "hot",
        ConditionExpression: "attribute_not_exists(device_id)",
        Item: {
          device_id: { S: "d" },
          timestamp: { S: "1970-01-01T00:00:01.000Z" },
          message_id: { S: "m1" },
          sort_key: { S: sortKey(record(1)) },
          properties: { M: { v: { N: "1" } } },
        },
      },
    ]);
  });

  test("a failed write is that record's outcome, with a code", async () => {
    const { store } = storeAnswering(failing("ThrottlingException"));
    const outcomes = await store.put([record(1), record(2)]);
    expect(outcomes).toMatchObject([
      { status: "failed", error: { code: "throttled" } },
      { status: "failed", error: { code: "throttled" } },
    ]);
  });

  test("a failed query throws a PortError that names the table", async () => {
    const { store } = storeAnswering(failing("ResourceNotFoundException"));
    await expect(store.query({ device_id: "d", order: "asc", limit: 1 })).rejects.toMatchObject({
      code: "not-found",
      message: "reading from table hot failed: ResourceNotFoundException",
    });
  });

  test("a query goes on over the service's own pages until the limit is full", async () => {
    const pages = [
      { Items: [toHotItem(record(1))], LastEvaluatedKey: { device_id: { S: "d" } } },
      { Items: [], LastEvaluatedKey: { device_id: { S: "d" } } },
      { Items: [toHotItem(record(2)), toHotItem(record(3))] },
    ];
    const { store, inputs } = storeAnswering(() => pages.shift() ?? {});
    const page = await store.query({ device_id: "d", order: "asc", limit: 2 });
    expect(page).toEqual({ items: [record(1), record(2)], more: true });
    expect(inputs).toHaveLength(3);
  });

  test("the record of `after` is left out, whichever way the page goes", async () => {
    const { store, inputs } = storeAnswering(() => ({ Items: [toHotItem(record(2)), toHotItem(record(1))] }));
    const after = sortKey(record(2));
    const page = await store.query({ device_id: "d", order: "desc", limit: 1, after });
    expect(page).toEqual({ items: [record(1)], more: false });
    expect(inputs[0]).toMatchObject({
      ConsistentRead: true,
      ScanIndexForward: false,
      ExpressionAttributeValues: { ":low": { S: "0" }, ":high": { S: after } },
    } satisfies Partial<QueryCommand["input"]>);
  });

  test("a range that ends before it begins asks nobody", async () => {
    const { store, inputs } = storeAnswering(() => ({}));
    const query = { device_id: "d", from: "2026-01-02", to: "2026-01-01", order: "asc", limit: 1 } as const;
    expect(await store.query(query)).toEqual({ items: [], more: false });
    expect(inputs).toEqual([]);
  });

  test("an item that is no record is refused", async () => {
    const { store } = storeAnswering(() => ({ Items: [{ device_id: { S: "d" }, sort_key: { S: "x" } }] }));
    await expect(store.query({ device_id: "d", order: "asc", limit: 1 })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
