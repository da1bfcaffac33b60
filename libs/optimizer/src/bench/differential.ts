import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { MODEL_NAMES } from "@twin2multicloud/model";
import type { ModelName } from "@twin2multicloud/model";
import type { Figure } from "./figures.ts";

/** Scenarios of neighbouring seeds for one model. */
export interface Batch {
  readonly model: ModelName;
  readonly first: number;
  readonly count: number;
}

/** What became of a batch. */
export interface Judged {
  readonly count: number;
  readonly mismatches: readonly string[];
}

/** The 100,000 scenarios, model by model. */
const SCENARIOS: Readonly<Record<ModelName, number>> = {
  deployed: 30_000,
  "twin2clouds-v2": 30_000,
  "paper-2025": 40_000,
};

const BATCH = 500;

function batchesOf(model: ModelName, firstSeed: number): Batch[] {
  return Array.from({ length: SCENARIOS[model] / BATCH }, (_, index) => ({
    model,
    first: firstSeed + index * BATCH,
    count: BATCH,
  }));
}

async function judge(worker: Worker, batch: Batch): Promise<Judged> {
  const answer = once(worker, "message");
  worker.postMessage(batch, []);
  const [judged]: Judged[] = await answer;
  return judged ?? { count: 0, mismatches: ["a worker gave no answer"] };
}

/** Compares 100,000 random scenarios with the brute forces, on every core; prints each mismatch with its seed. */
export async function differential(firstSeed: number): Promise<{ figures: Figure[]; mismatches: number }> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const waiting = MODEL_NAMES.flatMap((model) => batchesOf(model, firstSeed));
  const total = waiting.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  let mismatches = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL("./contest-worker.ts", import.meta.url));
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      const judged = await judge(worker, batch);
      done += judged.count;
      mismatches += judged.mismatches.length;
      for (const mismatch of judged.mismatches) console.error(mismatch);
      if (done % 5000 === 0)
        console.error(`${done} of ${total} scenarios, ${mismatches} mismatches, ${seconds().toFixed(0)} s`);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const figures = [
    {
      name: `random scenarios compared (seeds from ${firstSeed})`,
      value: done,
      unit: "scenarios",
      target: "100000",
    },
    { name: "mismatches with the brute forces", value: mismatches, unit: "scenarios", target: "0" },
    { name: "time of the comparison", value: seconds(), unit: "s" },
  ];
  return { figures, mismatches };
}
