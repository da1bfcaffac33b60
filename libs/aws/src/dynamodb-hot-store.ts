import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { TelemetryRecord } from "@twin2multicloud/model";
import type { HotPage, HotQuery, HotStore, PutOutcome } from "@twin2multicloud/ports";
import { fromAwsError } from "./aws-errors.ts";
import { CLIENT_OPTIONS } from "./client-options.ts";
import { fromHotItem, toHotItem } from "./hot-item.ts";
import { inParallel } from "@twin2multicloud/ports";

/** Which table holds the records (hash key device_id, range key sort_key); without `client` one is made at first use. */
export interface DynamodbHotStoreOptions {
  readonly tableName: string;
  readonly client?: DynamoDBClient;
}

/** DynamoDB has no conditional batch write outside transactions, which cost twice; single writes in parallel do. */
const WRITES_AT_ONCE = 16;

/** Sort keys begin with the digit of a year: the first key is not below "0", the last one below ":", the sign after "9". */
const FIRST_KEY = "0";
const BEYOND_LAST_KEY = ":";

const larger = (a: string, b: string): string => (a > b ? a : b);
const smaller = (a: string, b: string): string => (a < b ? a : b);

/** Bounds for BETWEEN, which includes both; no sort key equals `to`, as every one is longer than a timestamp. */
function boundsOf({ from, to, after, order }: HotQuery): { low: string; high: string } {
  const [low, high] = [from ?? FIRST_KEY, to ?? BEYOND_LAST_KEY];
  if (after === undefined) return { low, high };
  return order === "asc" ? { low: larger(low, after), high } : { low, high: smaller(high, after) };
}

/** The hot store of a twin in DynamoDB. An SDK retry after a lost answer may report `exists` for its own first write. */
export function dynamodbHotStore({ tableName, client }: DynamodbHotStoreOptions): HotStore {
  let made = client;
  const dynamodb = (): DynamoDBClient => (made ??= new DynamoDBClient(CLIENT_OPTIONS));

  const put = async (record: TelemetryRecord): Promise<PutOutcome> => {
    try {
      const ConditionExpression = "attribute_not_exists(device_id)";
      const command = { TableName: tableName, Item: toHotItem(record), ConditionExpression };
      await dynamodb().send(new PutItemCommand(command));
      return { status: "stored" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { status: "exists" };
      return { status: "failed", error: fromAwsError(error, `writing to table ${tableName}`) };
    }
  };

  const pageOf = async (query: HotQuery): Promise<HotPage> => {
    const { low, high } = boundsOf(query);
    if (low > high) return { items: [], more: false };
    const found: Record<string, AttributeValue>[] = [];
    let startKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await dynamodb().send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: "device_id = :device AND sort_key BETWEEN :low AND :high",
          ExpressionAttributeValues: {
            ":device": { S: query.device_id },
            ":low": { S: low },
            ":high": { S: high },
          },
          ScanIndexForward: query.order === "asc",
          // One more tells whether records follow; another may be the record of `after` itself, which is dropped.
          Limit: query.limit + 2 - found.length,
          ExclusiveStartKey: startKey,
        }),
      );
      found.push(...(page.Items ?? []).filter((item) => item["sort_key"]?.S !== query.after));
      startKey = page.LastEvaluatedKey;
    } while (startKey && found.length <= query.limit);
    return { items: found.slice(0, query.limit).map(fromHotItem), more: found.length > query.limit };
  };

  return {
    put: (records) => inParallel(records, WRITES_AT_ONCE, put),
    async query(query) {
      try {
        return await pageOf(query);
      } catch (error) {
        throw fromAwsError(error, `reading from table ${tableName}`);
      }
    },
  };
}
