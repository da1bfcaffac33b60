import { parentPort } from "node:worker_threads";
import type { ModelName } from "@twin2multicloud/model";
import { CONTESTANTS } from "../differential/contestants.ts";
import type { Contestant } from "../differential/contest.ts";
import type { Batch, Judged } from "./differential.ts";

const contestants = new Map<ModelName, Contestant>();

function judged({ model, first, count }: Batch): Judged {
  const contestant = contestants.get(model) ?? CONTESTANTS[model]();
  contestants.set(model, contestant);
  const mismatches: string[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const found = contestant.contest(seed);
    if (found.length > 0) mismatches.push(`${model}, seed ${seed}: ${found.slice(0, 3).join("; ")}`);
  }
  return { count, mismatches };
}

parentPort?.on("message", (batch: Batch) => parentPort?.postMessage(judged(batch), []));
