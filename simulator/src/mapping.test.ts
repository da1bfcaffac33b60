import { expect, test } from "vitest";
import { parseColumnMap, readingOf } from "./mapping.ts";

const options = (...maps: string[]) => ({
  device: "d",
  timeColumn: "time",
  maps: maps.map(parseColumnMap),
  messageId: (number: number) => `m${number}`,
});

test.each([
  [{ number: 3, broken: "the line is no JSON" }, ["a=b"], "row 3: the line is no JSON"],
  [{ number: 4, columns: { a: "1" } }, ["a=b"], "row 4: nothing is no time"],
  [{ number: 5, columns: { time: "soon", a: "1" } }, ["a=b"], 'row 5: "soon" is no time'],
  [{ number: 7, columns: { time: "2026-01-01", a: "x" } }, ["a=b:DOUBLE"], 'row 7: "x" is no DOUBLE'],
  [{ number: 8, columns: { time: "2026-01-01", a: "1.5" } }, ["a=b:INTEGER"], 'row 8: "1.5" is no INTEGER'],
])("%j is no reading, and the row is named", (row, maps, message) => {
  expect(() => readingOf(row, options(...maps))).toThrow(message);
});

test("a row becomes a reading; empty cells are left out; a time without a zone is UTC", () => {
  const columns = { time: "2026-01-01 12:00:00", a: "1.5", b: undefined, c: "7", d: 3, e: "yes" };
  const reading = readingOf({ number: 1, columns }, options("a=x", "b=y", "c=z:STRING", "d=n", "e=e"));
  expect(reading).toEqual({
    device_id: "d",
    time: "2026-01-01T12:00:00.000Z",
    message_id: "m1",
    properties: { x: 1.5, z: "7", n: 3, e: "yes" },
  });
});
