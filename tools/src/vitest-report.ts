import { readFileSync } from "node:fs";

/** One test of vitest's JSON report. */
interface ReportedTest {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped" | "pending" | "todo" | "disabled";
}

/** What the product's test command uses of vitest's JSON report, and vitest's own verdict. */
export interface Report {
  readonly exitCode: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly ReportedTest[];
  }[];
}

/** How many tests passed, failed and were skipped; a file that could not be loaded is one failure. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A tally of nothing. */
export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Adds two tallies. */
export function sum(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Reads a report that vitest wrote. */
export function readReport(file: string): Omit<Report, "exitCode"> {
  return JSON.parse(readFileSync(file, "utf8"));
}

function tallyOf({ status }: ReportedTest): Tally {
  if (status === "passed") return { ...NOTHING, passed: 1 };
  return status === "failed" ? { ...NOTHING, failed: 1 } : { ...NOTHING, skipped: 1 };
}

/** Counts the tests of a report; where vitest itself failed and no test did (an unhandled rejection, no tests at all), that is one failure. */
export function tally({ exitCode, testResults }: Report): Tally {
  const perFile = testResults.map(({ status, assertionResults }) => {
    const counted = assertionResults.map(tallyOf).reduce(sum, NOTHING);
    const unloadable = status === "failed" && counted.failed === 0;
    return unloadable ? sum(counted, { ...NOTHING, failed: 1 }) : counted;
  });
  const counted = perFile.reduce(sum, NOTHING);
  return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** The contract matrix: a line per port and adapter, from suites that are named "Port: adapter". */
export function contractMatrix({
  testResults,
}: Pick<Report, "testResults">): { port: string; adapter: string; counts: Tally }[] {
  const rows = new Map<string, Tally>();
  for (const test of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    const suite = test.ancestorTitles.find((title) => /^\w+: /.test(title));
    if (suite) rows.set(suite, sum(rows.get(suite) ?? NOTHING, tallyOf(test)));
  }
  return [...rows]
    .map(([suite, counts]) => ({
      port: suite.split(": ")[0] ?? "",
      adapter: suite.split(": ")[1] ?? "",
      counts,
    }))
    .sort((a, b) => `${a.port} ${a.adapter}`.localeCompare(`${b.port} ${b.adapter}`));
}
