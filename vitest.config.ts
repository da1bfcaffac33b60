import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/src/**/*.test.ts"],
    // What starts servers, processes or Terraform has a configuration of its own.
    exclude: [
      "**/node_modules/**",
      "**/dist/**",
      "**/*.{contract,model,package,service,plugin,terraform,e2e}.test.ts",
    ],
    pool: "threads",
    isolate: false,
    // By default vitest leaves a core idle, which here is half of the machine.
    maxWorkers: 2,
  },
});
