import type { PriceList } from "../brute-force.ts";

/** A function runtime: prices of a run and of a gigabyte second, what is free of each, and the gigabytes of a function. */
export interface Runtime {
  readonly run: number;
  readonly freeRuns: number;
  readonly second: number;
  readonly freeSeconds: number;
  readonly memory: number;
}

const runtime = ({ price, free }: PriceList, [run, second]: [string, string], memory: number): Runtime => ({
  run: price(run),
  freeRuns: free(run),
  second: price(second),
  freeSeconds: free(second),
  memory,
});

/** The runtimes of AWS, Azure and Google Cloud. */
export const runtimesOf = (list: PriceList): readonly [Runtime, Runtime, Runtime] => [
  runtime(list, ["aws.lambda.request", "aws.lambda.gb-second"], 256 / 1024),
  runtime(list, ["azure.functions.execution", "azure.functions.gb-second"], 128 / 1024),
  runtime(list, ["gcp.functions.request", "gcp.functions.gib-second-baseline"], 256 / 1024),
];

/** What a function costs that has the free quantities for itself. */
export function runs(of: Runtime, count: number, seconds = 0.1, memory = of.memory): number {
  return (
    of.run * Math.max(0, count - of.freeRuns) +
    of.second * Math.max(0, count * seconds * memory - of.freeSeconds)
  );
}
