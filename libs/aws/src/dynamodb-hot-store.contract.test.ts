import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { hotStoreContract } from "@twin2multicloud/contract-tests";
import { beforeAll, describe, test } from "vitest";
import { dynamodbHotStore } from "./dynamodb-hot-store.ts";

describe("HotStore: dynamodb", () => {
  const TableName = `contract-${crypto.randomUUID()}`;

  beforeAll(async () => {
    const client = new DynamoDBClient({});
    const keys = [
      { AttributeName: "device_id", KeyType: "HASH", AttributeType: "S" },
      { AttributeName: "sort_key", KeyType: "RANGE", AttributeType: "S" },
    ] as const;
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: keys.map(({ AttributeName, KeyType }) => ({ AttributeName, KeyType })),
        AttributeDefinitions: keys.map(({ AttributeName, AttributeType }) => ({
          AttributeName,
          AttributeType,
        })),
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.05 }, { TableName });
  }, 60_000);

  hotStoreContract(test, () => Promise.resolve(dynamodbHotStore({ tableName: TableName })));
});
