import type { PriceRow } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { explanationText } from "./explanation-text.ts";

const leaf = { unit: "message", about: "messages of a month", reads: [], prices: [] };
const row: PriceRow = {
  meter: "aws.dynamodb.write",
  per: "write",
  tiers: [{ up_to: null, price: 0.00000125 }],
  as_of: "2026-07-17T00:00:00Z",
  source: "the vendor's price page",
  provenance: "curated",
  suspicious: "another page says otherwise",
};

test("a line names its number, formula, price, source and pool; a number is written out once", () => {
  const line = {
    place: "l3_hot",
    component: "table",
    cloud: "aws",
    amount: 2.5,
    number: "aws.writes",
  } as const;
  const metered = { price: row.meter, quantity: 2e6, pool: row.meter, pool_quantity: 4e6, pool_amount: 5 };
  const text = explanationText({
    of: "l3_hot",
    value: 2.5,
    unit: "USD",
    lines: [
      { ...line, metered },
      { ...line, component: "stream", metered },
      { ...line, component: "idle", amount: 0 },
    ],
    numbers: {
      messages: { ...leaf, value: 2e6 },
      "aws.writes": {
        value: 2e6,
        unit: "write",
        about: "one write a message",
        formula: { text: "messages × 1", source: "the persister" },
        reads: ["messages"],
        prices: [],
      },
    },
    prices: { [row.meter]: row },
  });
  expect(text).toMatchInlineSnapshot(`
    "Where l3_hot comes from: 2.50 USD

    l3_hot, table on aws: 2.50 USD
      aws.writes = 2,000,000 write: one write a message
        = messages × 1
        source: the persister
        messages = 2,000,000 message: messages of a month
      price aws.dynamodb.write: 0.00000125 USD per write
        as of 2026-07-17, curated, the vendor's price page
        suspicious: another page says otherwise
      its part of the pool aws.dynamodb.write with 4,000,000 in all: 2.50 of 5.00 USD

    l3_hot, stream on aws: 2.50 USD
      aws.writes = 2,000,000 write (see above)
      price aws.dynamodb.write (see above)
      its part of the pool aws.dynamodb.write with 4,000,000 in all: 2.50 of 5.00 USD

    These cost nothing here: l3_hot, idle"
  `);
});

test("a number of the sheet is explained down to a depth, with a hint how to go on", () => {
  const chain = Array.from({ length: 12 }, (_, index): [string, object] => [`n${index}`, { index }]);
  const numbers = Object.fromEntries(
    chain.map(([name], index) => [
      name,
      { ...leaf, value: index, reads: index < 11 ? [`n${index + 1}`] : [], prices: [] },
    ]),
  );
  const text = explanationText({ of: "n0", value: 0, unit: "message", lines: [], numbers, prices: {} });
  expect(text).toContain("ask for it with --explain n6");
  expect(text).not.toContain("n7");
});
