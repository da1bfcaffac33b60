import type { MemoryFunctionLog } from "../processes/memory-function-log.ts";
import type { FunctionLine } from "../processes/function-log.ts";
import type { CloudModule } from "./cloud-module.ts";
import type { FunctionReport, LogLine, UpAnswer } from "./control-answers.ts";

/** Every function of every cloud, with the sums of what it logged. */
export function functionReports(
  clouds: readonly CloudModule[],
  functionLog: MemoryFunctionLog,
): FunctionReport[] {
  return clouds.flatMap((cloud) =>
    cloud.functions().map((status) => ({
      ...status,
      cloud: cloud.name,
      counters: functionLog.counters(`${cloud.name}/${status.name}`),
    })),
  );
}

/** Where things are: the endpoints of all clouds, and each cloud's settings. */
export function cloudFacts(clouds: readonly CloudModule[]): Pick<UpAnswer, "endpoints" | "settings"> {
  return {
    endpoints: Object.assign({}, ...clouds.map(({ endpoints }) => endpoints)),
    settings: Object.fromEntries(clouds.map(({ name, settings }) => [name, settings ?? {}])),
  };
}

/** A kept line with its function's cloud. */
export function logLine({ functionName, line }: FunctionLine): LogLine {
  const [cloud = "", ...name] = functionName.split("/");
  return { cloud, function: name.join("/"), line };
}

const SHOWN_LINES = 2_000;

/** The last 2,000 lines of all functions, or all that is kept of the wanted one. */
export function lastLines(kept: readonly FunctionLine[], wanted: string | undefined): LogLine[] {
  const lines = kept.map(logLine).filter((line) => isOf(wanted, line));
  return wanted === undefined ? lines.slice(-SHOWN_LINES) : lines;
}

/** Whether a line is of the wanted function; without one, every line is. */
export function isOf(wanted: string | undefined, line: LogLine): boolean {
  return wanted === undefined || line.function === wanted || `${line.cloud}/${line.function}` === wanted;
}
