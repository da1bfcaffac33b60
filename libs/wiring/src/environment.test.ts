import { expect, test } from "vitest";
import { environmentFrom } from "./environment.ts";

const { isSet, read, readAll } = environmentFrom({ FULL: "hot", EMPTY: "", GONE: undefined });

test("every missing variable is named, and what is empty is missing", () => {
  expect(() => readAll("EMPTY", "FULL", "GONE", "NEVER")).toThrow(
    "environment variables missing: EMPTY, GONE, NEVER;",
  );
  expect(() => read("GONE")).toThrow("environment variables missing: GONE;");
  expect(["FULL", "EMPTY", "GONE"].map(isSet)).toEqual([true, false, false]);
});

test("what is set is given", () => {
  expect(read("FULL")).toBe("hot");
  expect(readAll("FULL")("FULL")).toBe("hot");
});
