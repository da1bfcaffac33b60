import { SHIPPED_CATALOGUE } from "@twin2multicloud/optimizer";
import { expect, test } from "vitest";
import { testMachine } from "../fixtures/test-machine.ts";
import { catalogueText } from "./catalogue-file.ts";
import { readCatalogue } from "./catalogue-in-use.ts";

const CURRENT = "/work/.twin/prices/current.json";
const { clouds } = SHIPPED_CATALOGUE;

const reading = (text: string) => readCatalogue(testMachine({ files: { [CURRENT]: text } }));

test.each([
  ["no JSON", '{"clouds"', /no price catalogue: .* at 1:\d+/],
  ["of another shape", "{}", "$.clouds: found nothing"],
  [
    "that lacks a row",
    catalogueText({
      ...SHIPPED_CATALOGUE,
      clouds: { ...clouds, gcp: { ...clouds.gcp, rows: clouds.gcp.rows.slice(1) } },
    }),
    "gcp.pubsub.throughput: found no row; expected one row",
  ],
  [
    "that lacks many rows",
    catalogueText({ ...SHIPPED_CATALOGUE, clouds: { ...clouds, gcp: { ...clouds.gcp, rows: [] } } }),
    `and ${clouds.gcp.rows.length - 5} more`,
  ],
  [
    "with bands where a model reads one price",
    catalogueText({
      ...SHIPPED_CATALOGUE,
      clouds: {
        ...clouds,
        aws: {
          ...clouds.aws,
          rows: clouds.aws.rows.map((row) =>
            row.meter === "aws.iot-core.rule"
              ? { ...row, tiers: [{ up_to: 5, price: 2 }, ...row.tiers] }
              : row,
          ),
        },
      },
    }),
    "aws.iot-core.rule: found 2 bands; expected one price",
  ],
])("an accepted catalogue that is %s is refused with the way back", async (_what, text, message) => {
  const refused = reading(text);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toMatchObject({
    message: expect.stringContaining(CURRENT),
    advice: "Go back to the shipped prices with: twin prices accept --shipped",
    exitCode: 2,
  });
});

test("the accepted catalogue is in use, and without one the shipped", async () => {
  const accepted = { ...SHIPPED_CATALOGUE, currency: { ...SHIPPED_CATALOGUE.currency, usd_to_eur: 0.5 } };
  expect(await reading(catalogueText(accepted))).toEqual(accepted);
  expect(await readCatalogue(testMachine())).toBe(SHIPPED_CATALOGUE);
});
