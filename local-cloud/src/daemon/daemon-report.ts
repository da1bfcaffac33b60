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

/** Whether a line is of the wanted function; without one, every line is. */
export function isOf(wanted: string | undefined, line: LogLine): boolean {
  return wanted === undefined || line.function === wanted || `${line.cloud}/${line.function}` === wanted;
}
