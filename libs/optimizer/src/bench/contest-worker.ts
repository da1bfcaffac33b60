import { parentPort } from "node:worker_threads";
import type { ModelName } from "@twin2multicloud/model";
import { CONTESTANTS } from "../differential/contestants.ts";
import type { Contestant } from "../differential/contest.ts";
import { mismatchesOf } from "../differential/mismatches.ts";
import type { Batch, Judged } from "./differential.ts";

const contestants = new Map<ModelName, Contestant>();

function judged({ model, ...seeds }: Batch): Judged {
  const contestant = contestants.get(model) ?? CONTESTANTS[model]();
  contestants.set(model, contestant);
  return { count: seeds.count, mismatches: mismatchesOf(contestant, seeds) };
}

parentPort?.on("message", (batch: Batch) => parentPort?.postMessage(judged(batch), []));
