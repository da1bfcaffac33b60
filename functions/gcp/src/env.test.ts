import { afterEach, expect, test, vi } from "vitest";
import { metadataHost } from "./env.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("the metadata server has its name on Google Cloud unless the environment leads elsewhere", () => {
  vi.stubEnv("GCE_METADATA_HOST", undefined);
  expect(metadataHost()).toBe("metadata.google.internal");
  vi.stubEnv("GCE_METADATA_HOST", "127.0.0.1:8080");
  expect(metadataHost()).toBe("127.0.0.1:8080");
});
