import { defineConfig } from "vitest/config";

// Cost models over all placements, all vectors and thousands of random scenarios.
export default defineConfig({
  test: {
    include: ["**/src/**/*.model.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "threads",
    isolate: false,
    // By default vitest leaves a core idle, which here is half of the machine.
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
