import { describe, expect, test } from "vitest";
import { parseEdgeKey, parseEdgeKeys } from "./edge-key.ts";
import { isSigned, sign } from "./signature.ts";

const SECRET = Buffer.alloc(32, 7).toString("base64url");
const OTHER = Buffer.alloc(32, 8).toString("base64url");
const key = parseEdgeKey(`k1:${SECRET}`);
const body = Buffer.from('{"a":1}');
const NOW = 1_780_000_000_000;
const check = (overrides: Partial<Parameters<typeof isSigned>[0]>) =>
  isSigned({ body, signature: sign(body, key, NOW), keys: [key], now: NOW, ...overrides });

describe("a signature is refused", () => {
  test.each<[string, Partial<Parameters<typeof isSigned>[0]>]>([
    ["when there is none", { signature: undefined }],
    ["when it is empty", { signature: "" }],
    ["when it has another form", { signature: "v2 k1 1 abc" }],
    ["when the body differs by a byte", { body: Buffer.from('{"a":2}') }],
    ["when the key's secret is another", { keys: [parseEdgeKey(`k1:${OTHER}`)] }],
    ["when the key's id is another", { keys: [parseEdgeKey(`k2:${SECRET}`)] }],
    ["when no key is known", { keys: [] }],
    ["when it is older than the window", { now: NOW + 300_001 }],
    ["when it comes from the future", { now: NOW - 300_001 }],
    ["when its time was changed", { signature: sign(body, key, NOW).replace(String(NOW), String(NOW + 1)) }],
  ])("%s", (_, overrides) => {
    expect(check(overrides)).toBe(false);
  });
});

test("a signature is accepted within the window, with either key while keys change", () => {
  expect(check({})).toBe(true);
  expect(check({ now: NOW + 299_999 })).toBe(true);
  expect(check({ keys: parseEdgeKeys(`k2:${OTHER}, k1:${SECRET}`) })).toBe(true);
});

test.each(["", "k1", `:${SECRET}`, "k1:short", `k 1:${SECRET}`])(
  "%j is no edge key, and the complaint does not show it",
  (text) => {
    expect(() => parseEdgeKey(text)).toThrow("an edge key must read");
    expect(() => parseEdgeKey(text)).not.toThrow(SECRET);
  },
);
