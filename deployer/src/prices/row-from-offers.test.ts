import type { PriceRow } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { ANY_UNIT } from "./offer.ts";
import type { Offer } from "./offer.ts";
import { rowFromOffers } from "./row-from-offers.ts";
import type { RowContext } from "./row-from-offers.ts";

const UNITS = { "10": 10, "1M": 1_000_000 };
const AS_OF = "2026-11-21T12:00:00.000Z";

const offer = (changes: Partial<Offer> = {}): Offer => ({
  id: "sku-1",
  unit: "10",
  currency: "USD",
  bands: [{ from: 0, price: 0.000002 }],
  ...changes,
});

const IN_USE: PriceRow = {
  meter: "azure.functions.execution",
  per: "execution",
  tiers: [{ up_to: null, price: 3e-7 }],
  free: { quantity: 1_000_000, scope: "resource" },
  as_of: "2026-07-17T00:00:00.000Z",
  source: "somewhere",
  provenance: "fallback",
  suspicious: "a default",
};

const ask = async (): Promise<readonly Offer[]> => [];

const made = (offers: readonly Offer[], { inUse }: Pick<RowContext, "inUse"> = { inUse: IN_USE }) =>
  rowFromOffers(offers, {
    question: { meter: "azure.functions.execution", filter: "a eq 'b'", units: UNITS, ask },
    api: "an API",
    inUse,
    asOf: AS_OF,
  });

const row = (offers: readonly Offer[], context?: Pick<RowContext, "inUse">): PriceRow => {
  const outcome = made(offers, context);
  if ("row" in outcome) return outcome.row;
  throw new Error(outcome.problem.detail);
};

describe("no row is made", () => {
  test.each<[string, readonly Offer[], string, string]>([
    ["of nothing", [], "missing", "lists nothing"],
    ["of another unit", [offer({ unit: "1 Hour" })], "unfit", "per 1 Hour; expected one per 10 or 1M"],
    ["of another currency", [offer({ currency: "CNY" })], "unfit", "in CNY; expected one in USD"],
    ["of daily bands", [offer({ flaw: "its bands are counted by the day" })], "unfit", "sku-1: its bands"],
    ["of bands that begin late", [offer({ bands: [{ from: 5, price: 1 }] })], "unfit", "begin at 0"],
    ["of no bands", [offer({ bands: [] })], "unfit", "begin at 0"],
    ["of what is no price", [offer({ bands: [{ from: 0, price: "" }] })], "unfit", "begin at 0"],
    ["of a negative price", [offer({ bands: [{ from: 0, price: -1 }] })], "unfit", "begin at 0"],
    [
      "of two prices for one band",
      [offer({ bands: [0, 1].map((price) => ({ from: "0", price })) })],
      "unfit",
      "each with one price",
    ],
    [
      "of two prices",
      [offer(), offer({ id: "sku-2", bands: [{ from: 0, price: 0.000003 }] })],
      "ambiguous",
      "2 different prices fit: sku-1: 0.000002 from 0 per 10; sku-2: 0.000003 from 0 per 10",
    ],
  ])("%s", (_what, offers, kind, detail) => {
    expect(made(offers)).toEqual({ problem: { kind, detail: expect.stringContaining(detail) } });
  });
});

describe("a row", () => {
  test("is the price in the meter's unit, exactly, with date, source and filter, and no longer suspicious", () => {
    expect(row([offer()])).toEqual({
      meter: "azure.functions.execution",
      per: "execution",
      tiers: [{ up_to: null, price: 2e-7 }],
      free: { quantity: 1_000_000, scope: "resource" },
      as_of: AS_OF,
      source: "an API, sku-1",
      provenance: "fetched",
      fetch: "a eq 'b'",
    });
  });

  test("is made of one price that is listed twice, also in another unit, and ignores units that do not fit", () => {
    const twice = [
      offer(),
      offer({ id: "sku-2", unit: "1M", bands: [{ from: "0", price: "0.2000000000" }] }),
    ];
    expect(row([...twice, offer({ id: "sku-3", unit: "1 Hour" })]).source).toBe("an API, sku-1, sku-2");
  });

  test("has its bands in order and in the meter's unit", () => {
    const bands = [
      { from: 10, price: 0.5 },
      { from: 0, price: 0.8 },
    ];
    expect(row([offer({ unit: "1M", bands })]).tiers).toEqual([
      { up_to: 10_000_000, price: 8e-7 },
      { up_to: null, price: 5e-7 },
    ]);
  });

  test("has one band where the vendor lists the same price twice in a row", () => {
    const bands = [0, 51_200, 512_000].map((from) => ({ from, price: from < 512_000 ? 0.01 : 0.009 }));
    expect(row([offer({ bands })]).tiers).toEqual([
      { up_to: 5_120_000, price: 0.001 },
      { up_to: null, price: 0.0009 },
    ]);
  });

  const WITH_FREE = [
    { from: 0, price: 0 },
    { from: 25_000, price: 0.000004 },
  ];

  test("takes a free quantity that is listed over the one in use, with its scope", () => {
    const listed = row([offer({ bands: WITH_FREE })]);
    expect(listed).toMatchObject({
      tiers: [{ up_to: null, price: 4e-7 }],
      free: { quantity: 250_000, scope: "resource" },
    });
    const { free: _free, ...without } = IN_USE;
    expect(row([offer({ bands: WITH_FREE })], { inUse: without }).free).toEqual({
      quantity: 250_000,
      scope: "account",
    });
  });

  test("writes what is free as a first band where the row in use does, listed or not", () => {
    const { free: _free, ...rest } = IN_USE;
    const banded: PriceRow = {
      ...rest,
      tiers: [
        { up_to: 100, price: 0 },
        { up_to: null, price: 0.09 },
      ],
    };
    expect(row([offer()], { inUse: banded }).tiers).toEqual([
      { up_to: 100, price: 0 },
      { up_to: null, price: 2e-7 },
    ]);
    expect(row([offer({ bands: WITH_FREE })], { inUse: banded })).toMatchObject({
      tiers: [
        { up_to: 250_000, price: 0 },
        { up_to: null, price: 4e-7 },
      ],
    });
  });

  test("of something that costs nothing at all has one band", () => {
    expect(row([offer({ bands: [{ from: 0, price: 0 }] })]).tiers).toEqual([{ up_to: null, price: 0 }]);
  });

  test("keeps what a unit includes, and says so", () => {
    const included = [{ quantity: 240_000, unit: "message" }];
    expect(row([offer()], { inUse: { ...IN_USE, included } })).toMatchObject({
      included,
      note: "What a unit includes is taken from: somewhere",
    });
  });

  test("needs no row in use", () => {
    const { free, included } = row([offer()], { inUse: undefined });
    expect([free, included]).toEqual([undefined, undefined]);
  });

  test("may be stated for any unit where a filter says so", () => {
    const question = { meter: "aws.iot-core.rule" as const, filter: "f", units: { [ANY_UNIT]: 1 }, ask };
    const context = { question, api: "an API", inUse: undefined, asOf: AS_OF };
    expect(rowFromOffers([offer({ unit: "Rules" })], context)).toMatchObject({
      row: { per: "rule-operation", tiers: [{ up_to: null, price: 0.000002 }] },
    });
  });
});

describe("a meter that a cost model reads as one price", () => {
  const rule = (bands: Offer["bands"]) =>
    rowFromOffers([offer({ bands })], {
      question: { meter: "aws.iot-core.rule", filter: "a eq 'b'", units: UNITS, ask },
      api: "an API",
      inUse: undefined,
      asOf: AS_OF,
    });

  test("is not fetched with several", () => {
    const bands = [
      { from: 0, price: 2 },
      { from: 5, price: 1 },
    ];
    expect(rule(bands)).toEqual({
      problem: {
        kind: "unfit",
        detail:
          "found sku-1: 2 from 0, 1 from 5 per 10; expected one price for every quantity, as a cost model reads it",
      },
    });
  });

  test("is fetched with a free quantity before the one price", () => {
    const bands = [
      { from: 0, price: 0 },
      { from: 5, price: 1 },
    ];
    expect(rule(bands)).toMatchObject({
      row: { tiers: [{ up_to: null, price: 0.1 }], free: { quantity: 50, scope: "account" } },
    });
  });
});
