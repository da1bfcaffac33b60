import { afterEach, describe, expect, test, vi } from "vitest";
import { isSet, metadataHost, read, readAll } from "./env.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("environment", () => {
  test("every missing variable is named, and what is empty is missing", () => {
    vi.stubEnv("REMOTE_WRITER_URL", "");
    vi.stubEnv("REMOTE_WRITER_KEY", undefined);
    vi.stubEnv("FIRESTORE_DATABASE", "hot");
    expect(() => readAll("REMOTE_WRITER_URL", "REMOTE_WRITER_KEY", "FIRESTORE_DATABASE")).toThrow(
      "environment variables missing: REMOTE_WRITER_URL, REMOTE_WRITER_KEY;",
    );
    expect(isSet("REMOTE_WRITER_URL")).toBe(false);
  });

  test("what is set is given", () => {
    vi.stubEnv("FIRESTORE_DATABASE", "hot");
    expect(isSet("FIRESTORE_DATABASE")).toBe(true);
    expect(read("FIRESTORE_DATABASE")).toBe("hot");
  });

  test("the metadata server has its name on Google Cloud unless the environment leads elsewhere", () => {
    vi.stubEnv("GCE_METADATA_HOST", undefined);
    expect(metadataHost()).toBe("metadata.google.internal");
    vi.stubEnv("GCE_METADATA_HOST", "127.0.0.1:8080");
    expect(metadataHost()).toBe("127.0.0.1:8080");
  });
});
