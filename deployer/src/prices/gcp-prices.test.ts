import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { priceMachine } from "./fixtures/price-machine.ts";
import { gcpSku } from "./fixtures/vendor-answers.ts";
import { GCP_URL } from "./fixtures/vendor-servers.ts";
import { gcpPrices } from "./gcp-prices.ts";

const ACCESS = { "x-goog-api-key": "a-key" };
const REQUESTS = "Cloud Run Functions Invocations";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const asker = (machine = priceMachine()) => {
  const { questions } = gcpPrices(machine, ACCESS, "europe-west1");
  return (meter: string) =>
    questions.find((one) => one.meter === meter)?.ask() ??
    Promise.reject(new Error(`no question for ${meter}`));
};
const ask = (meter = "gcp.functions.request") => asker()(meter);

/** The services, and the SKUs of Cloud Run Functions in pages. */
function listing(...lists: readonly (readonly object[])[]): Request[] {
  const requests: Request[] = [];
  const services = [
    { serviceId: "1111-2222-3333", displayName: "Cloud Run" },
    { serviceId: "29E7-DA93-CA13", displayName: "Cloud Run Functions" },
    { serviceId: "6F81-5844-456A", displayName: "Compute Engine" },
  ];
  server.use(
    http.get(GCP_URL, ({ request }) => {
      requests.push(request);
      return HttpResponse.json({ services });
    }),
    http.get(`${GCP_URL}/:id/skus`, ({ request }) => {
      const token = new URL(request.url).searchParams.get("pageToken");
      const page = token === null ? 0 : Number(token);
      requests.push(request);
      const more = page + 1 < lists.length ? { nextPageToken: String(page + 1) } : {};
      return HttpResponse.json({ skus: lists[page] ?? [], ...more });
    }),
  );
  return requests;
}

describe("Google Cloud", () => {
  test("is asked for the region of its filters only", () => {
    expect(() => gcpPrices(priceMachine(), ACCESS, "us-east1")).toThrow("for europe-west1, not for us-east1");
  });

  test("that refuses the key is quoted without it", async () => {
    const error = { error: { code: 400, message: "API key a-key not valid." } };
    server.use(http.get(GCP_URL, () => HttpResponse.json(error, { status: 400 })));
    await expect(ask()).rejects.toThrow("API key *** not valid");
  });

  test("lists nothing of a service that it does not have", async () => {
    listing([]);
    expect(await ask("gcp.firestore.read")).toEqual([]);
  });

  test("that answers in another shape is named", async () => {
    listing([{ skuId: 7 }]);
    await expect(ask()).rejects.toThrow("not its documented one: at skus.0");
  });

  test("is asked with the key in a header, to the last page, once for each list", async () => {
    const requests = listing([gcpSku("another")], [gcpSku(REQUESTS, { region: "global" })]);
    const machine = priceMachine();
    const asked = asker(machine);
    expect((await asked("gcp.functions.request")).map(({ id }) => id)).toEqual(["AAAA-BBBB-CCCC"]);
    expect(await asked("gcp.functions.vcpu-second")).toEqual([]);
    expect(requests.map(({ url }) => url)).toEqual([
      `${GCP_URL}?pageSize=5000`,
      `${GCP_URL}/29E7-DA93-CA13/skus?pageSize=5000`,
      `${GCP_URL}/29E7-DA93-CA13/skus?pageSize=5000&pageToken=1`,
    ]);
    expect(requests.every(({ headers }) => headers.get("x-goog-api-key") === "a-key")).toBe(true);
    expect(machine.waits).toEqual([250, 250]);
  });

  test("lists what only looks like the SKU: it is left out", async () => {
    listing([
      gcpSku(`${REQUESTS} (1st Gen)`),
      gcpSku(REQUESTS, { region: "us-east1" }),
      gcpSku(REQUESTS, { usageType: "Commit1Yr" }),
    ]);
    expect(await ask()).toEqual([]);
  });

  test("has SKUs that are known by their id as well", async () => {
    const description = "Network Internet Data Transfer Out from EMEA to EMEA";
    listing([
      gcpSku(description, { id: "AAAA-AAAA-AAAA" }),
      gcpSku(description, { id: "5B70-B2D6-B4FC", unit: "GiBy" }),
    ]);
    expect((await ask("gcp.egress")).map(({ id }) => id)).toEqual(["5B70-B2D6-B4FC"]);
  });

  test("writes prices as units and nanos, and may count bands by the day", async () => {
    const bands = [
      { from: 0, price: 0 },
      { from: 2_000_000, price: 12.000_000_4 },
    ];
    listing([gcpSku(REQUESTS, { bands }), gcpSku(REQUESTS, { bands, interval: "DAILY" })]);
    const [monthly, daily] = await ask();
    expect(monthly?.bands).toEqual([
      { from: 0, price: "0.000000000" },
      { from: 2_000_000, price: "12.000000400" },
    ]);
    expect([monthly?.flaw, daily?.flaw]).toEqual([undefined, "its bands are counted by the day"]);
  });
});
