import { describe, expect, test } from "vitest";
import { queueConnection, resolveBindingText } from "./app-settings.ts";
import { readHostJson } from "./host-json.ts";
import { fromHttpOutput, matchRoute } from "./http-routes.ts";
import type { FunctionMetadata } from "./protocol.ts";

describe("host.json", () => {
  const read = (host: object, settings = {}): ReturnType<typeof readHostJson> =>
    readHostJson(JSON.stringify({ version: "2.0", ...host }), settings);

  test.each([
    [{ version: "1.0" }, "version"],
    [{ functionTimeout: "60" }, "functionTimeout"],
    [{ extensions: { queues: { batchSize: 33 } } }, "batchSize"],
    [{ extensions: { queues: { maxDequeueCount: 0 } } }, "maxDequeueCount"],
    [{ extensions: [] }, "extensions"],
  ])("%j is refused with its path", (host, path) => {
    expect(() => read(host)).toThrow(path);
  });

  test("has the defaults of the host, and settings win over the file", () => {
    expect(read({})).toMatchObject({
      routePrefix: "api",
      functionTimeoutMs: 1_800_000,
      queues: { batchSize: 16, newBatchThreshold: 8, maxDequeueCount: 5, base64: true },
    });
    const file = {
      functionTimeout: "00:01:00",
      extensions: { queues: { visibilityTimeout: "00:00:30", batchSize: 32 } },
    };
    const settings = {
      AzureFunctionsJobHost__extensions__queues__maxDequeueCount: "31",
      AzureFunctionsJobHost__functionTimeout: "00:02:00",
    };
    expect(read(file, settings)).toMatchObject({
      functionTimeoutMs: 120_000,
      queues: { batchSize: 32, visibilityTimeoutMs: 30_000, maxDequeueCount: 31 },
    });
  });
});

describe("bindings", () => {
  test("a setting that is missing is named", () => {
    expect(() => resolveBindingText("%QUEUE%", {})).toThrow("%QUEUE%");
    expect(resolveBindingText("a-%QUEUE%", { QUEUE: "hop" })).toBe("a-hop");
    expect(() => queueConnection("HOPS", {})).toThrow("HOPS__queueServiceUri");
    expect(() => queueConnection("HOPS", { HOPS__queueServiceUri: "u", HOPS__credential: "secret" })).toThrow(
      "managedidentity",
    );
  });

  test("a connection names the service and the identity", () => {
    const settings = {
      HOPS__queueServiceUri: "https://localhost:1/a",
      HOPS__credential: "managedidentity",
      HOPS__clientId: "c",
    };
    expect(queueConnection("HOPS", settings)).toEqual({ serviceUri: "https://localhost:1/a", clientId: "c" });
  });
});

describe("routes", () => {
  const metadata = (name: string, binding: object): FunctionMetadata => ({
    name,
    bindings: { httpTrigger1: { type: "httpTrigger", direction: "in", methods: ["GET"], ...binding } },
  });
  const functions = [
    metadata("hot-reader", { route: "hot-reader" }),
    metadata("one", { route: "things/{id}/{part?}" }),
    metadata("plain", {}),
  ];
  const match = (method: string, path: string): unknown => {
    const found = matchRoute(functions, "api", {
      method,
      url: new URL(path, "https://localhost"),
      headers: {},
      body: Buffer.alloc(0),
    });
    return found && [found.functionName, found.params];
  };

  test("another method, prefix or path is nobody's", () => {
    expect([
      match("POST", "/api/hot-reader"),
      match("GET", "/hot-reader"),
      match("GET", "/api/hot-reader/x"),
      match("GET", "/api/things"),
    ]).toEqual(Array(4).fill(undefined));
  });

  test("parameters are taken from the path, a function without a route answers by its name", () => {
    expect(match("GET", "/api/Hot-Reader?x=1")).toEqual(["hot-reader", {}]);
    expect(match("GET", "/api/things/a%20b/c")).toEqual(["one", { id: "a b", part: "c" }]);
    expect(match("GET", "/api/things/a")).toEqual(["one", { id: "a" }]);
    expect(match("GET", "/api/plain")).toEqual(["plain", {}]);
  });

  test("a function that returns nothing answers 204, an answer keeps status, headers and cookies", () => {
    expect(fromHttpOutput(undefined)).toEqual({ status: 204 });
    const http = {
      statusCode: "429",
      headers: { "retry-after": "1", "content-length": "9" },
      cookies: [{ name: "a", value: "b c" }],
      body: { bytes: Buffer.from("slow") },
    };
    expect(fromHttpOutput({ http })).toEqual({
      status: 429,
      headers: { "retry-after": "1", "set-cookie": ["a=b%20c; path=/"] },
      body: Buffer.from("slow"),
    });
  });
});
