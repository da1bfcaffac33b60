import { expect, test } from "vitest";
import { fromHotDocument, toHotDocument } from "./hot-document.ts";

const record = {
  device_id: "pump/1?#",
  timestamp: "2026-05-01T00:00:00.000Z",
  message_id: "m",
  id: "the device's own",
  _ts: 7,
  properties: { nested: true },
};

test("a property may bear the name of a field of the document", () => {
  const document = toHotDocument(record);
  expect(Object.keys(document).sort()).toEqual(
    ["device_id", "id", "message_id", "properties", "sort_key", "timestamp"].sort(),
  );
  expect(fromHotDocument(document)).toEqual(record);
});

test("ids hold no character that Cosmos DB forbids", () => {
  expect(toHotDocument(record).id).toMatch(/^[\w-]{43}$/);
});

test("what the store adds is left behind", () => {
  const stored = { ...toHotDocument(record), _rid: "r", _etag: "e", _ts: 1 };
  expect(fromHotDocument(stored)).toEqual(record);
});
