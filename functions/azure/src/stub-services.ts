import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { text } from "node:stream/consumers";

/** One request that an app sent to a service of Azure, by the host that it meant. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

const QUEUE_TOOK_IT =
  '<?xml version="1.0"?><QueueMessagesList><QueueMessage><MessageId>1</MessageId></QueueMessage></QueueMessagesList>';

const LOCATIONS = [{ name: "West Europe", databaseAccountEndpoint: "https://cosmos.example/" }];

/** What Cosmos DB answers, by method and path, as far as the SDK looks at it. */
function cosmosAnswer(call: string, request: IncomingMessage, body: string): unknown {
  if (call === "GET /") return { id: "a", writableLocations: LOCATIONS, readableLocations: LOCATIONS };
  if (call === "GET /dbs/twin/colls/records")
    return { id: "records", _rid: "r", partitionKey: { paths: ["/device_id"], kind: "Hash", version: 2 } };
  if (call.endsWith("/pkranges"))
    return { PartitionKeyRanges: [{ id: "0", minInclusive: "", maxExclusive: "FF" }] };
  if (request.headers["x-ms-documentdb-isquery"] !== undefined) return { Documents: [], _count: 0 };
  // The SDK asks for a plan of every query, and needs it only for those across partitions.
  if (request.headers["x-ms-cosmos-is-query-plan-request"] !== undefined) return {};
  const operations: unknown[] = JSON.parse(body);
  return operations.map(() => ({ statusCode: 201, requestCharge: 1 }));
}

function answerOf(request: IncomingMessage, body: string): { status: number; body: string } {
  const host = String(request.headers["x-host"] ?? "identity");
  if (host === "identity")
    return { status: 200, body: JSON.stringify({ access_token: "t", expires_on: "9999999999" }) };
  if (host === "queue.example") return { status: 201, body: QUEUE_TOOK_IT };
  if (host === "closed.example")
    return { status: 403, body: "<Error><Code>AuthorizationFailure</Code></Error>" };
  return {
    status: 200,
    body: JSON.stringify(cosmosAnswer(`${request.method} ${request.url}`, request, body)),
  };
}

/** Starts a server on loopback that plays identity endpoint, Storage queues and Cosmos DB, and notes every call. */
export async function startStubServices(calls: Call[]): Promise<Server> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = "", url = "" } = request;
      calls.push({ method, url: `${String(request.headers["x-host"] ?? "identity")}${url}`, body });
      const answer = answerOf(request, body);
      const type = answer.body.startsWith("<") ? "application/xml" : "application/json";
      response.writeHead(answer.status, { "content-type": type }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
