import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { azurePrices } from "./azure-prices.ts";
import { priceMachine } from "./fixtures/price-machine.ts";
import { azureItem } from "./fixtures/vendor-answers.ts";
import { AZURE_URL } from "./fixtures/vendor-servers.ts";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const ask = (meter = "azure.functions.execution", machine = priceMachine()) => {
  const question = azurePrices(machine, "westeurope").questions.find((one) => one.meter === meter);
  return question?.ask() ?? Promise.reject(new Error(`no question for ${meter}`));
};

/** Answers with these items, a page for each list. */
function listing(...lists: readonly (readonly object[])[]): string[] {
  const urls: string[] = [];
  server.use(
    http.get(AZURE_URL, ({ request }) => {
      const page = urls.push(request.url);
      const next = page < lists.length ? `${AZURE_URL}?$skip=${page}` : null;
      return HttpResponse.json({ Items: lists[page - 1] ?? [], NextPageLink: next });
    }),
  );
  return urls;
}

describe("Azure", () => {
  test("that names a page elsewhere is not followed", async () => {
    server.use(
      http.get(AZURE_URL, () =>
        HttpResponse.json({ Items: [], NextPageLink: "https://elsewhere.example/api/retail/prices" }),
      ),
    );
    await expect(ask()).rejects.toThrow("names a next page that is not its own");
  });

  test("that answers in another shape is named", async () => {
    listing([{ retailPrice: "1" }]);
    await expect(ask()).rejects.toThrow("not its documented one: at Items.0");
  });

  test("that throttles is asked again after as long as it says", async () => {
    let calls = 0;
    server.use(
      http.get(AZURE_URL, () => {
        calls += 1;
        return calls === 1
          ? new HttpResponse(null, { status: 429, headers: { "retry-after": "9" } })
          : HttpResponse.json({ Items: [], NextPageLink: null });
      }),
    );
    const machine = priceMachine();
    await ask("azure.functions.execution", machine);
    expect(machine.waits).toEqual([9000]);
  });

  test("is asked with exact filters, to the last page, and keeps the bands of a meter together", async () => {
    const urls = listing(
      [azureItem({ tierMinimumUnits: 100_000, retailPrice: 0.000002 })],
      [azureItem({ retailPrice: 0 })],
    );
    expect(await ask()).toEqual([
      {
        id: "00000000-0000-0000-0000-000000000001",
        unit: "10",
        currency: "USD",
        bands: [
          { from: 100_000, price: 0.000002 },
          { from: 0, price: 0 },
        ],
      },
    ]);
    expect(new URL(urls[0] ?? "").searchParams.get("$filter")).toBe(
      "armRegionName eq 'westeurope' and priceType eq 'Consumption' and serviceName eq 'Functions' and productName eq 'Functions' and skuName eq 'Standard' and meterName eq 'Standard Total Executions'",
    );
    expect(urls[1]).toContain("$skip=1");
  });

  test("may list what was not asked for: it is left out", async () => {
    listing([
      azureItem({ armRegionName: "northeurope" }),
      azureItem({ type: "Reservation" }),
      azureItem({ meterName: "Always Ready Total Executions" }),
      azureItem({ productName: "Premium Functions" }),
    ]);
    expect(await ask()).toEqual([]);
  });

  test("lists other meters, units and currencies apart", async () => {
    listing([azureItem(), azureItem({ meterId: "2" }), azureItem({ currencyCode: "EUR" })]);
    expect((await ask()).map(({ id, currency }) => `${id.at(-1)} ${currency}`)).toEqual([
      "1 USD",
      "2 USD",
      "1 EUR",
    ]);
  });

  test("tells the unit of a hub from the operations of the same SKU by the unit", async () => {
    const hub = { serviceName: "IoT Hub", productName: "IoT Hub", skuName: "S1" };
    listing([
      azureItem({ ...hub, meterId: "1", meterName: "S1 Unit", unitOfMeasure: "1/Month" }),
      azureItem({ ...hub, meterId: "2", meterName: "S1 Operations", unitOfMeasure: "1K" }),
    ]);
    expect((await ask("azure.iot-hub.s1")).map(({ id }) => id)).toEqual(["1"]);
  });
});
