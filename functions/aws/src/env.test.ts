import { afterEach, describe, expect, test, vi } from "vitest";
import { isSet, read, readAll } from "./env.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("environment", () => {
  test("every missing variable is named, and what is empty is missing", () => {
    vi.stubEnv("REMOTE_WRITER_URL", "");
    vi.stubEnv("REMOTE_WRITER_KEY", undefined);
    vi.stubEnv("HOT_TABLE_NAME", "hot");
    expect(() => readAll("REMOTE_WRITER_URL", "REMOTE_WRITER_KEY", "HOT_TABLE_NAME")).toThrow(
      "environment variables missing: REMOTE_WRITER_URL, REMOTE_WRITER_KEY;",
    );
    expect(isSet("REMOTE_WRITER_URL")).toBe(false);
  });

  test("what is set is given", () => {
    vi.stubEnv("HOT_TABLE_NAME", "hot");
    expect(isSet("HOT_TABLE_NAME")).toBe(true);
    expect(read("HOT_TABLE_NAME")).toBe("hot");
  });
});
