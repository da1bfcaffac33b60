import { defineConfig } from "vitest/config";

// Cost models over all placements, all vectors and thousands of random scenarios.
export default defineConfig({
  test: {
    include: ["**/src/**/*.model.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "threads",
    isolate: false,
    testTimeout: 120_000,
  },
});
