import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/src/**/*.e2e.test.ts"],
    pool: "forks",
    // One file after the other: each brings its own local cloud; inside a file two twins run at a time.
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
