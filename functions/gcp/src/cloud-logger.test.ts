import { describe, expect, test } from "vitest";
import { cloudLogger } from "./cloud-logger.ts";

describe("lines for Cloud Logging", () => {
  test.each([
    ["info", "INFO"],
    ["warn", "WARNING"],
    ["error", "ERROR"],
  ] as const)("%s has severity %s", (level, severity) => {
    const lines: string[] = [];
    cloudLogger((line) => lines.push(line), { twin: "t" })[level]("stored", { count: 3 });
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { severity, level, event: "stored", count: 3, twin: "t" },
    ]);
  });
});
