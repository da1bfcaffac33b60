import { recordOf } from "@twin2multicloud/contract-tests";
import { sortKey } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { fromHotDocument, toHotDocument } from "./hot-document.ts";

describe("documents of the hot collection", () => {
  test.each([
    {},
    { device_id: "d", timestamp: "yesterday", message_id: "m", properties: {}, sort_key: "s" },
    { device_id: "d", timestamp: "2026-05-01T00:00:00.000Z", properties: {}, sort_key: "s" },
  ])("a document that no hot store wrote is refused: %j", (document) => {
    expect(() => fromHotDocument(document)).toThrow(/is not a record/);
  });

  test("properties stand below one key, so no name of theirs meets a field of the store", () => {
    const record = recordOf("d", 1, { sort_key: "mine", properties: { deep: true } });
    const document = toHotDocument(record);
    expect(document).toMatchObject({ sort_key: sortKey(record), properties: { sort_key: "mine" } });
    expect(fromHotDocument(document)).toEqual(record);
  });
});
