import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { AWS_FILTERS } from "./aws-filters.ts";
import { awsPrices } from "./aws-prices.ts";
import { priceMachine } from "./fixtures/price-machine.ts";
import { awsProduct } from "./fixtures/vendor-answers.ts";
import { AWS_URL } from "./fixtures/vendor-servers.ts";

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "a-session" };
const REQUEST = { usagetype: "EUC1-Request", group: "AWS-Lambda-Requests" };

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const ask = (meter = "aws.lambda.request", machine = priceMachine()) => {
  const question = awsPrices(machine, KEYS, "eu-central-1").questions.find((one) => one.meter === meter);
  return question?.ask() ?? Promise.reject(new Error(`no question for ${meter}`));
};

/** Answers one page after the other, each with the token of the next. */
function pages(...lists: readonly (readonly string[])[]): { bodies: unknown[]; headers: Headers[] } {
  const seen: { bodies: unknown[]; headers: Headers[] } = { bodies: [], headers: [] };
  server.use(
    http.post(AWS_URL, async ({ request }) => {
      seen.headers.push(request.headers);
      const page = seen.bodies.push(await request.json());
      const more = page < lists.length ? { NextToken: `token-${page}` } : {};
      return HttpResponse.json({ FormatVersion: "aws_v1", PriceList: lists[page - 1] ?? [], ...more });
    }),
  );
  return seen;
}

describe("AWS", () => {
  test("is asked for the region of its filters only", () => {
    expect(() => awsPrices(priceMachine(), KEYS, "us-east-1")).toThrow("for eu-central-1, not for us-east-1");
  });

  test("that refuses the keys is quoted without them", async () => {
    const body = { __type: "UnrecognizedClientException", message: "AKIDEXAMPLE with a-session is invalid" };
    server.use(http.post(AWS_URL, () => HttpResponse.json(body, { status: 400 })));
    const refused = ask();
    await expect(refused).rejects.toThrow('"*** with *** is invalid"');
    await expect(refused).rejects.toMatchObject({ advice: expect.stringContaining("pricing:GetProducts") });
  });

  test.each([
    ["no JSON", "<html>", "answered what is no JSON"],
    ["another shape", '{"PriceList": 7}', "not its documented one: at PriceList"],
    ["a product of another shape", '{"PriceList": ["{}"]}', "not its documented one: at product"],
    ["a product that is no JSON", '{"PriceList": ["{"]}', "answered what is no JSON"],
  ])("that answers with %s is named", async (_what, body, message) => {
    server.use(http.post(AWS_URL, () => HttpResponse.text(body)));
    await expect(ask()).rejects.toThrow(message);
  });

  test("that never ends its list is given up", async () => {
    let page = 0;
    server.use(
      http.post(AWS_URL, () => HttpResponse.json({ PriceList: [], NextToken: `token-${(page += 1)}` })),
    );
    await expect(ask()).rejects.toThrow("more than 100 pages");
    expect(page).toBe(100);
  });

  test("that goes round in a circle is given up", async () => {
    server.use(http.post(AWS_URL, () => HttpResponse.json({ PriceList: [], NextToken: "again" })));
    await expect(ask()).rejects.toThrow("the same page of its list again and again");
  });

  test("that throttles is asked again", async () => {
    let calls = 0;
    server.use(
      http.post(AWS_URL, () => {
        calls += 1;
        if (calls === 1) return HttpResponse.json({ __type: "ThrottlingException" }, { status: 400 });
        return HttpResponse.json({ PriceList: [awsProduct("SKU1", REQUEST)] });
      }),
    );
    expect(await ask()).toHaveLength(1);
    expect(calls).toBe(2);
  });

  test("is asked by a signed post with exact filters, to the last page", async () => {
    const seen = pages([awsProduct("SKU1", REQUEST)], [awsProduct("SKU2", REQUEST)]);
    expect((await ask()).map(({ id }) => id)).toEqual(["SKU1", "SKU2"]);
    const question = {
      ServiceCode: "AWSLambda",
      FormatVersion: "aws_v1",
      Filters: [{ Type: "TERM_MATCH", Field: "usagetype", Value: "EUC1-Request" }],
      MaxResults: 100,
    };
    expect(seen.bodies).toEqual([question, { ...question, NextToken: "token-1" }]);
    expect(seen.headers[0]?.get("x-amz-target")).toBe("AWSPriceListService.GetProducts");
    expect(seen.headers[0]?.get("authorization")).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20261121\/us-east-1\/pricing\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$/,
    );
  });

  test("may list what only looks like the product: it is left out", async () => {
    pages([
      awsProduct("EDGE", { usagetype: "EUC1-Lambda-Edge-Request" }),
      awsProduct("CASE", { usagetype: "euc1-request" }),
      awsProduct("SKU1", REQUEST),
    ]);
    expect((await ask()).map(({ id }) => id)).toEqual(["SKU1"]);
  });

  test("lists bands, spellings of units and currencies apart", async () => {
    const bands = [
      { from: 0, price: 0.0000002 },
      { from: 1_000_000, price: 0.0000001 },
    ];
    pages([
      awsProduct("SKU1", REQUEST, { bands }),
      awsProduct("SKU2", REQUEST, { currency: "CNY" }),
      awsProduct("SKU3", REQUEST, { unit: "Request" }),
    ]);
    const [first, second, third] = await ask();
    expect(first).toEqual({
      id: "SKU1",
      unit: "Requests",
      currency: "USD",
      bands: [
        { from: "0", price: "0.0000002000" },
        { from: "1000000", price: "0.0000001000" },
      ],
    });
    expect([second?.currency, third?.unit]).toEqual(["CNY", "Request"]);
  });

  test("knows the family of a product beside its attributes", async () => {
    const { attributes } = AWS_FILTERS["aws.secrets-manager.secret"];
    pages([
      awsProduct("SKU1", { ...attributes }, { unit: "Secrets" }),
      awsProduct("SKU2", { ...attributes, productFamily: "API Request" }),
    ]);
    expect((await ask("aws.secrets-manager.secret")).map(({ id }) => id)).toEqual(["SKU1"]);
  });
});
