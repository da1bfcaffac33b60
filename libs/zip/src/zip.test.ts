import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { appendEntry, readZip, writeZip, ZipError } from "./index.ts";

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("utf8");
const FILES = { "index.cjs": "exports.x = 1;\n".repeat(200), "a/ü.txt": "grüß", "empty.txt": "" };

describe("what readZip refuses", () => {
  test("something that is no archive", () => {
    expect(() => readZip(Buffer.from("hello"))).toThrow(ZipError);
  });
  test("an archive that was cut off", () => {
    const zip = writeZip(FILES);
    expect(() => readZip(zip.subarray(0, zip.length - 30))).toThrow(/no end header/);
  });
  test("content that does not match its checksum", () => {
    const zip = writeZip({ "a.txt": "abc" });
    zip[36] = 0x58;
    expect(() => readZip(zip)).toThrow(/a\.txt does not match its checksum/);
  });
  test("a path that would leave its folder", () => {
    const zip = writeZip({ "aa/x.txt": "abc" });
    const evil = Buffer.from(zip.toString("latin1").replaceAll("aa/x", "../x"), "latin1");
    expect(() => readZip(evil)).toThrow(/would leave its folder/);
  });
  test("a path listed twice", () => {
    const zip = writeZip({ "a.txt": "1", "b.txt": "2" });
    const twice = Buffer.from(zip.toString("latin1").replaceAll("b.txt", "a.txt"), "latin1");
    expect(() => readZip(twice)).toThrow(/lists a\.txt twice/);
  });
});

describe("what writeZip and appendEntry refuse", () => {
  test.each(["", "/etc/passwd", "../x", "a/../b", "a\\b"])("the path %j", (path) => {
    expect(() => writeZip({ [path]: "x" })).toThrow(ZipError);
  });
  test("sealing an archive twice", () => {
    const sealed = appendEntry(writeZip(FILES), "twin.json", "{}");
    expect(() => appendEntry(sealed, "twin.json", "{}")).toThrow("already holds twin.json");
  });
});

test("what is written is read back, sorted by path", () => {
  const files = readZip(writeZip(FILES));
  expect([...files.keys()]).toEqual(["a/ü.txt", "empty.txt", "index.cjs"]);
  expect(text(files.get("a/ü.txt"))).toBe("grüß");
  expect(text(files.get("index.cjs"))).toBe(FILES["index.cjs"]);
});

test("the bytes depend on nothing but paths and contents", () => {
  const shuffled = new Map(
    Object.entries(FILES)
      .toReversed()
      .map(([name, content]) => [name, Buffer.from(content)]),
  );
  expect(writeZip(shuffled).equals(writeZip(FILES))).toBe(true);
  const digest = createHash("sha256")
    .update(writeZip({ "a.txt": "abc" }))
    .digest("hex");
  expect(digest).toBe("0ba6b8caf2a39e0ca1964c7c01e5204ac4a529872fc23b2d19a309cde899ba9a");
});

test("sealing keeps the bytes of what was there and is deterministic", () => {
  const code = writeZip(FILES);
  const sealed = appendEntry(code, "twin.json", '{"twin":"demo"}');
  expect(appendEntry(code, "twin.json", '{"twin":"demo"}').equals(sealed)).toBe(true);
  expect(sealed.subarray(0, 100).equals(code.subarray(0, 100))).toBe(true);
  expect(text(readZip(sealed).get("twin.json"))).toBe('{"twin":"demo"}');
  expect(readZip(sealed).size).toBe(4);
});
