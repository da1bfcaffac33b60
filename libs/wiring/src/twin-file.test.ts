import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readTwinFile } from "./twin-file.ts";

describe("readTwinFile", () => {
  let folder = "";
  const seal = (content: unknown) => writeFileSync(join(folder, "twin.json"), JSON.stringify(content));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "twin-file-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("a zip without twin file says who puts it there", () => {
    expect(() => readTwinFile(folder)).toThrow("twin deploy");
  });

  test("a wrong twin file is refused", () => {
    seal({ twin: "demo" });
    expect(() => readTwinFile(folder)).toThrow("twin.json is no twin file");
  });

  test("a function that needs no devices has none", () => {
    seal({ twin: "demo", cloud: "aws", slot: "l2", functions: ["persister"] });
    expect(readTwinFile(folder)).toMatchObject({ twin: "demo", devices: [] });
  });
});
