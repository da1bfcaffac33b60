import { expect, test } from "vitest";
import { contractMatrix, tally } from "./vitest-report.ts";
import type { Report } from "./vitest-report.ts";

const suite =
  (...ancestorTitles: string[]) =>
  (status: "passed" | "failed" | "skipped") => ({ ancestorTitles, title: "t", status });
const memory = suite("HotStore: memory");
const cosmos = suite("HotStore: cosmos");

const report: Report = {
  exitCode: 1,
  testResults: [
    { name: "a", status: "passed", assertionResults: [memory("passed"), memory("passed")] },
    {
      name: "b",
      status: "failed",
      assertionResults: [cosmos("failed"), cosmos("skipped"), suite("else")("passed")],
    },
    { name: "c", status: "failed", assertionResults: [] },
  ],
};

test("a file that could not be loaded counts as a failure", () => {
  expect(tally(report)).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

test("the matrix has a line per port and adapter", () => {
  expect(contractMatrix(report)).toEqual([
    { port: "HotStore", adapter: "cosmos", counts: { passed: 0, failed: 1, skipped: 1 } },
    { port: "HotStore", adapter: "memory", counts: { passed: 2, failed: 0, skipped: 0 } },
  ]);
});

test("a run that vitest itself calls failed is a failure, also when every test passed", () => {
  const passed = [{ name: "a", status: "passed", assertionResults: [memory("passed")] }];
  expect(tally({ exitCode: 1, testResults: passed })).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(tally({ exitCode: 1, testResults: [] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(tally({ exitCode: 0, testResults: passed })).toEqual({ passed: 1, failed: 0, skipped: 0 });
});
