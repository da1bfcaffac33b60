import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { processorNames, renderIndex } from "./processors.ts";
import { ROOT } from "./workspace.ts";

const folder = join(ROOT, "libs/processors/src");

test("every file but index and tests is a processor", () => {
  expect(processorNames(["index.ts", "b.ts", "b.test.ts", "a.ts", "notes.md"])).toEqual(["a", "b"]);
});

test("the library's index names every processor of its folder", () => {
  const names = processorNames(readdirSync(folder));
  expect(names).toContain("default");
  expect(readFileSync(join(folder, "index.ts"), "utf8")).toBe(renderIndex(names));
});
