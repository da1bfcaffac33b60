import { openStateFile } from "../storage/state-file.ts";
import type { FunctionReport } from "./control-answers.ts";

/** What functions did before this daemon began, so that a restart does not set their counts back. */
export interface FunctionTotals {
  /** The reports of this daemon's own time with what was before it added. */
  withEarlier(reports: readonly FunctionReport[]): FunctionReport[];
  /** Writes the totals down if they changed. */
  save(reports: readonly FunctionReport[]): Promise<void>;
}

type Totals = Readonly<Record<string, FunctionReport>>;

const keyOf = ({ cloud, name }: FunctionReport): string => `${cloud}/${name}`;

function isTotals(value: unknown): value is Totals {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sumOf(now: FunctionReport, earlier: FunctionReport | undefined): FunctionReport {
  if (!earlier) return now;
  const events = [...new Set([...Object.keys(earlier.counters), ...Object.keys(now.counters)])];
  const counters = events.map((event) => [
    event,
    (earlier.counters[event] ?? 0) + (now.counters[event] ?? 0),
  ]);
  const last_error = now.last_error ?? earlier.last_error;
  return {
    ...now,
    invocations: earlier.invocations + now.invocations,
    errors: earlier.errors + now.errors,
    ...(last_error === undefined ? {} : { last_error }),
    counters: Object.fromEntries(counters),
  };
}

/** Opens the totals of a daemon folder; a function that is not reported any more is forgotten with the next save. */
export async function openFunctionTotals(file: string): Promise<FunctionTotals> {
  const saved = await openStateFile<Totals>(file, {}, isTotals);
  let earlier = saved.state;
  let written = JSON.stringify(earlier);
  const withEarlier = (reports: readonly FunctionReport[]) =>
    reports.map((report) => sumOf(report, earlier[keyOf(report)]));
  return {
    withEarlier,
    async save(reports) {
      const names = new Set(reports.map(keyOf));
      earlier = Object.fromEntries(Object.entries(earlier).filter(([name]) => names.has(name)));
      const totals = Object.fromEntries(withEarlier(reports).map((report) => [keyOf(report), report]));
      const text = JSON.stringify(totals);
      if (text === written) return;
      written = text;
      await saved.save(totals);
    },
  };
}
