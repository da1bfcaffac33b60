import { describe, expect, test } from "vitest";
import { urlEvent, urlResponse } from "./url-event.ts";

const event = (request: {
  method?: string;
  target?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}): Record<string, unknown> =>
  JSON.parse(
    urlEvent({
      method: "POST",
      target: "/",
      headers: {},
      body: Buffer.alloc(0),
      host: "localhost:4711",
      requestId: "r",
      now: 1_700_000_000_000,
      ...request,
    }),
  );

describe("the event of a request", () => {
  test("has path, query, headers, cookies and context in format 2.0", () => {
    const headers = { "content-type": "application/json", cookie: "a=1; b=2", "x-twin-signature": "s" };
    expect(event({ method: "GET", target: "/a%20b?x=1&x=2&y=%C3%A9", headers })).toMatchObject({
      version: "2.0",
      rawPath: "/a b",
      rawQueryString: "x=1&x=2&y=%C3%A9",
      queryStringParameters: { x: "1,2", y: "é" },
      cookies: ["a=1", "b=2"],
      headers: { "x-twin-signature": "s", "x-forwarded-proto": "https" },
      requestContext: {
        http: { method: "GET", path: "/a%20b" },
        domainName: "localhost:4711",
        timeEpoch: 1_700_000_000_000,
      },
      isBase64Encoded: false,
    });
  });

  test("without body and query, those members are absent", () => {
    const made = event({});
    expect("body" in made || "queryStringParameters" in made || "cookies" in made).toBe(false);
  });

  test.each([
    ["application/json", "", false],
    ["application/json; charset=utf-8", "", false],
    ["text/csv", "", false],
    ["application/cloudevents+json", "", false],
    ["application/octet-stream", "", true],
    ["application/x-www-form-urlencoded", "", true],
    ["", "", true],
    ["application/json", "gzip", true],
  ])("a body of type %j with encoding %j: base64 %s", (type, encoding, base64) => {
    const body = Buffer.from('{"ü":1}');
    const made = event({
      headers: { ...(type && { "content-type": type }), ...(encoding && { "content-encoding": encoding }) },
      body,
    });
    expect(made["isBase64Encoded"]).toBe(base64);
    expect(made["body"]).toBe(body.toString(base64 ? "base64" : "utf8"));
  });
});

describe("the response of a result", () => {
  test("a response object", () => {
    const payload = {
      statusCode: 201,
      headers: { "Content-Type": "text/plain", "X-N": 1 },
      body: "hi",
      cookies: ["a=1"],
    };
    const { status, headers, body } = urlResponse(JSON.stringify(payload)) ?? {};
    expect([status, headers, body?.toString()]).toEqual([
      201,
      { "content-type": "text/plain", "x-n": "1", "set-cookie": ["a=1"] },
      "hi",
    ]);
  });

  test("a base64 body becomes its bytes", () => {
    expect(urlResponse('{"statusCode":200,"body":"AP8=","isBase64Encoded":true}')?.body).toEqual(
      Buffer.from([0, 255]),
    );
  });

  test.each([
    ['"text"', "text"],
    ['{"a":1}', '{"a":1}'],
    ["null", "null"],
  ])("anything else is a 200 with a JSON body: %s", (payload, body) => {
    const response = urlResponse(payload);
    expect([response?.status, response?.body.toString()]).toEqual([200, body]);
  });

  test.each(['{"statusCode":"soon"}', '{"statusCode":99}', '{"statusCode":200,"body":{"a":1}}'])(
    "%s is broken",
    (payload) => {
      expect(urlResponse(payload)).toBeUndefined();
    },
  );
});
