import { BulkOperationType, CosmosClient } from "@azure/cosmos";
import type { Container, OperationInput, OperationResponse } from "@azure/cosmos";
import type { TelemetryRecord } from "@twin2multicloud/model";
import { PortError } from "@twin2multicloud/ports";
import type { HotPage, HotQuery, HotStore, PutOutcome } from "@twin2multicloud/ports";
import { codeOfStatus, fromAzureError } from "./azure-errors.ts";
import { toCosmosQuery } from "./cosmos-query.ts";
import { fromHotDocument, toHotDocument } from "./hot-document.ts";
import type { HotDocument } from "./hot-document.ts";
import type { ManagedIdentity } from "./managed-identity.ts";

/** Which container holds the records, and the identity that may use it. */
export interface CosmosHotStoreOptions {
  readonly endpoint: string;
  readonly database: string;
  readonly container: string;
  readonly credential: ManagedIdentity;
}

/** What one bulk request may hold. */
const MAX_BULK = 100;

/** Well below the function's timeout, so that a request that hangs is told from one that fails. */
const REQUEST_TIMEOUT = 10_000;

const CREATED = 201;
const CONFLICT = 409;

function connect({ endpoint, database, container, credential }: CosmosHotStoreOptions): Container {
  const client = new CosmosClient({
    endpoint,
    aadCredentials: credential,
    // The account has one region, so there is nothing to watch between two requests.
    connectionPolicy: { requestTimeout: REQUEST_TIMEOUT, enableBackgroundEndpointRefreshing: false },
  });
  return client.database(database).container(container);
}

function createOf(record: TelemetryRecord): OperationInput {
  const document = toHotDocument(record);
  return {
    operationType: BulkOperationType.Create,
    partitionKey: document.device_id,
    resourceBody: { ...document },
  };
}

function outcomeOf(response: OperationResponse | undefined): PutOutcome {
  if (response?.statusCode === CREATED) return { status: "stored" };
  if (response?.statusCode === CONFLICT) return { status: "exists" };
  const status = response?.statusCode ?? 0;
  return { status: "failed", error: new PortError(codeOfStatus(status), `Cosmos DB answered ${status}`) };
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Creates the records of one bulk request; one that is there already keeps its first value. */
async function createAll(container: Container, records: readonly TelemetryRecord[]): Promise<PutOutcome[]> {
  try {
    // `executeBulkOperations`, its successor, pauses a whole second in every call to fill its batches.
    const responses = await container.items.bulk(records.map(createOf), { continueOnError: true });
    return records.map((_, index) => outcomeOf(responses[index]));
  } catch (cause) {
    const error = fromAzureError(cause, "creating records in Cosmos DB");
    return records.map(() => ({ status: "failed", error }));
  }
}

async function readPage(container: Container, query: HotQuery): Promise<HotPage> {
  const { device_id: partitionKey, limit } = query;
  const documents: HotDocument[] = [];
  // One more than asked for tells whether more follow.
  const pages = container.items.query<HotDocument>(toCosmosQuery(query), {
    partitionKey,
    maxItemCount: limit + 1,
  });
  while (documents.length <= limit && pages.hasMoreResults()) {
    const { resources } = await pages.fetchNext();
    documents.push(...(resources ?? []));
  }
  return { items: documents.slice(0, limit).map(fromHotDocument), more: documents.length > limit };
}

/** Keeps records in a Cosmos DB container with the partition key /device_id; the account must be strongly consistent. */
export function cosmosHotStore(options: CosmosHotStoreOptions): HotStore {
  let made: Container | undefined;
  const container = (): Container => (made ??= connect(options));

  return {
    async put(records) {
      const chunks = chunksOf(records, MAX_BULK);
      return (await Promise.all(chunks.map((chunk) => createAll(container(), chunk)))).flat();
    },
    async query(query) {
      try {
        return await readPage(container(), query);
      } catch (cause) {
        throw fromAzureError(cause, `reading device ${query.device_id} from Cosmos DB`);
      }
    },
  };
}
