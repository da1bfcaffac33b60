import { expect, test } from "vitest";
import { toCosmosQuery } from "./cosmos-query.ts";

test("a query always names its device, and values never stand in the text", () => {
  const device_id = `x" OR 1=1 --`;
  const { query, parameters } = toCosmosQuery({ device_id, order: "asc", limit: 10 });
  expect(query).toBe("SELECT * FROM c WHERE c.device_id = @device_id ORDER BY c.sort_key ASC");
  expect(parameters).toEqual([{ name: "@device_id", value: device_id }]);
});

test.each([
  ["asc", ">"],
  ["desc", "<"],
] as const)("bounds of a range, %s", (order, beyond) => {
  const range = { device_id: "d", from: "2026-01", to: "2026-02", after: "2026-01-05#x", order, limit: 1 };
  const { query, parameters } = toCosmosQuery(range);
  const conditions = `c.sort_key >= @from AND c.sort_key < @to AND c.sort_key ${beyond} @after`;
  expect(query).toBe(
    `SELECT * FROM c WHERE c.device_id = @device_id AND ${conditions} ORDER BY c.sort_key ${order.toUpperCase()}`,
  );
  expect(parameters?.slice(1).map(({ value }) => value)).toEqual(["2026-01", "2026-02", "2026-01-05#x"]);
});
