import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cosmosHotStore } from "./cosmos-hot-store.ts";

const ENDPOINT = "https://twin.documents.azure.com";
const CONTAINER = `${ENDPOINT}/dbs/twin/colls/records`;
const LOCATIONS = [{ name: "West Europe", databaseAccountEndpoint: `${ENDPOINT}/` }];

/** What a client reads of an account and a container before its first write. */
const METADATA = [
  http.get(`${ENDPOINT}/`, () =>
    HttpResponse.json({
      id: "twin",
      writableLocations: LOCATIONS,
      readableLocations: LOCATIONS,
      userConsistencyPolicy: { defaultConsistencyLevel: "Strong" },
    }),
  ),
  http.get(CONTAINER, () =>
    HttpResponse.json({
      id: "records",
      _rid: "r",
      partitionKey: { paths: ["/device_id"], kind: "Hash", version: 2 },
    }),
  ),
  http.get(`${CONTAINER}/pkranges`, () =>
    HttpResponse.json({ PartitionKeyRanges: [{ id: "0", minInclusive: "", maxExclusive: "FF" }] }),
  ),
];

const server = setupServer(...METADATA);
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const record = (message_id: string) => ({
  device_id: "d",
  timestamp: "2026-05-01T00:00:00.000Z",
  message_id,
});

function store() {
  const credential = {
    getToken: () => Promise.resolve({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  return cosmosHotStore({ endpoint: ENDPOINT, database: "twin", container: "records", credential });
}

test("each record of a bulk request has its own outcome, in order", async () => {
  const statuses = [201, 409, 403, 413, 201];
  server.use(
    http.post(`${CONTAINER}/docs`, () =>
      HttpResponse.json(
        statuses.map((statusCode) => ({ statusCode, requestCharge: 1 })),
        { status: 207 },
      ),
    ),
  );
  const outcomes = await store().put(statuses.map((_, index) => record(String(index))));
  expect(outcomes).toMatchObject([
    { status: "stored" },
    { status: "exists" },
    { status: "failed", error: { code: "denied" } },
    { status: "failed", error: { code: "invalid" } },
    { status: "stored" },
  ]);
});

test("a request that is refused as a whole fails every record", async () => {
  const body = { code: "Forbidden", message: "principal lacks readMetadata" };
  server.use(http.post(`${CONTAINER}/docs`, () => HttpResponse.json(body, { status: 403 })));
  const outcomes = await store().put([record("1"), record("2")]);
  expect(outcomes).toMatchObject([
    { status: "failed", error: { code: "denied" } },
    { status: "failed", error: { code: "denied" } },
  ]);
});

test("a query that is refused throws a PortError with its code", async () => {
  server.use(
    http.post(`${CONTAINER}/docs`, () =>
      HttpResponse.json({ code: "Forbidden", message: "no" }, { status: 403 }),
    ),
  );
  await expect(store().query({ device_id: "d", order: "asc", limit: 1 })).rejects.toMatchObject({
    code: "denied",
    message: "reading device d from Cosmos DB failed",
  });
});

test("a credential that gets no token fails the records with its own code", async () => {
  const credential = { getToken: () => Promise.reject(new Error("no identity")) };
  const broken = cosmosHotStore({ endpoint: ENDPOINT, database: "twin", container: "records", credential });
  expect(await broken.put([record("1")])).toMatchObject([{ status: "failed" }]);
});
