import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { NOW } from "../fixtures/test-machine.ts";
import { fetchRate, givenRate } from "./currency-rate.ts";
import { priceMachine } from "./fixtures/price-machine.ts";
import { RATE_URL, VENDORS } from "./fixtures/vendor-servers.ts";

const server = setupServer(...VENDORS);
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("the rate that a user gives", () => {
  test.each([
    [{ rate: "0.86" }, "belong together"],
    [{ rateDate: "2026-11-20" }, "belong together"],
    [{ rate: "0", rateDate: "2026-11-20" }, "--rate 0: expected the euros for one dollar"],
    [{ rate: "-1", rateDate: "2026-11-20" }, "--rate -1"],
    [{ rate: "1e3", rateDate: "2026-11-20" }, "--rate 1e3"],
    [{ rate: "0.86", rateDate: "20.11.2026" }, "--rate-date 20.11.2026: expected a day that has come"],
    [{ rate: "0.86", rateDate: "2026-11-31" }, "--rate-date 2026-11-31"],
    [{ rate: "0.86", rateDate: "2026-11-22" }, "--rate-date 2026-11-22"],
  ])("%o is refused", (given, message) => {
    expect(() => givenRate(given, NOW)).toThrow(message);
  });

  test("is taken with its date", () => {
    expect(givenRate({ rate: "0.86", rateDate: "2026-11-20" }, NOW)).toEqual({
      usd_to_eur: 0.86,
      as_of: "2026-11-20T00:00:00.000Z",
      source: "given with --rate",
      provenance: "curated",
    });
    expect(givenRate({}, NOW)).toBeUndefined();
  });
});

describe("the rate that is fetched", () => {
  test.each([
    ["an error", { result: "error", "error-type": "quota-reached" }],
    [
      "a rate of nothing",
      { result: "success", time_last_update_unix: 1, base_code: "USD", rates: { EUR: 0 } },
    ],
    ["another base", { result: "success", time_last_update_unix: 1, base_code: "EUR", rates: { EUR: 1 } }],
  ])("is not taken from %s", async (_what, body) => {
    server.use(http.get(RATE_URL, () => HttpResponse.json(body)));
    await expect(fetchRate(priceMachine())).rejects.toThrow("the exchange-rate API answered in a shape");
  });

  test("has the date of its last update", async () => {
    expect(await fetchRate(priceMachine())).toEqual({
      usd_to_eur: 0.86,
      as_of: "2026-11-21T00:00:01.000Z",
      source: RATE_URL,
      provenance: "fetched",
    });
  });
});
