import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTwinFile } from "./twin-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "twin-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const seal = (content: string): void => writeFileSync(join(folder, "twin.json"), content);

test("a zip without a twin file says what would have put it there", () => {
  expect(() => readTwinFile(folder)).toThrow("twin deploy");
});

test.each(["not json", "{}", '{"twin":"t","cloud":"azure","slot":"l2","functions":["unknown"]}'])(
  "a wrong twin file is refused: %s",
  (content) => {
    seal(content);
    expect(() => readTwinFile(folder)).toThrow("is no twin file");
  },
);

test("a twin file without devices has none", () => {
  seal('{"twin":"t","cloud":"azure","slot":"l2","functions":["persister"]}');
  expect(readTwinFile(folder)).toMatchObject({ twin: "t", devices: [] });
});
