import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/src/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.contract.test.ts", "**/*.package.test.ts", "e2e/**"],
    pool: "threads",
    isolate: false,
  },
});
