import { expect, test } from "vitest";
import { memoryFiles } from "../machine/memory-files.ts";
import { replaceTogether } from "./replace-together.ts";

const texts = { "/twin/a": "new a", "/twin/b": "new b" };

function contentOf(files: ReturnType<typeof memoryFiles>): Record<string, string> {
  return Object.fromEntries([...files.content].map(([path, bytes]) => [path, String(bytes)]));
}

test.each([
  ["the first cannot be replaced", /^\/twin\/a$/],
  ["the second cannot be replaced", /^\/twin\/b$/],
  ["there is no space for the second draft", /b\.draft$/],
  ["there is no space to keep the old one", /a\.before$/],
])("when %s, both stay as they were and nothing is left behind", async (_, path) => {
  const before = { "/twin/a": "old a", "/twin/b": "old b" };
  const files = memoryFiles(before);
  files.failOn(path, "ENOSPC");
  await expect(replaceTogether(files, texts)).rejects.toThrow("ENOSPC");
  expect(contentOf(files)).toEqual(before);
});

test("a file that was not there is taken away again", async () => {
  const files = memoryFiles({ "/twin/b": "old b" });
  files.failOn(/^\/twin\/b$/, "EACCES");
  await expect(replaceTogether(files, texts)).rejects.toThrow("EACCES");
  expect(contentOf(files)).toEqual({ "/twin/b": "old b" });
});

test("both are replaced, whether they were there or not", async () => {
  const files = memoryFiles({ "/twin/a": "old a", "/twin/c": "c" });
  await replaceTogether(files, texts);
  expect(contentOf(files)).toEqual({ ...texts, "/twin/c": "c" });
});
