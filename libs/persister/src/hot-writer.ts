import type { HopItem } from "@twin2multicloud/model";
import { ALL_DONE, describeError } from "@twin2multicloud/ports";
import type { BatchFailure, BatchResult, HotStore, Logger } from "@twin2multicloud/ports";

/** Writes records into the hot store; writing one again changes nothing. */
export type HotWriter = (items: readonly HopItem[]) => Promise<BatchResult>;

/** Logs `stored` with the number of first writes, which the platform counts. */
export function createHotWriter({ hotStore, logger }: { hotStore: HotStore; logger: Logger }): HotWriter {
  return async (items) => {
    if (items.length === 0) return ALL_DONE;
    const outcomes = await hotStore.put(items.map(({ record }) => record));
    const count = outcomes.filter(({ status }) => status === "stored").length;
    if (count > 0) logger.info("stored", { count });
    const failures: BatchFailure[] = [];
    outcomes.forEach((outcome, index) => {
      if (outcome.status !== "failed") return;
      logger.error("store-failed", { trace_id: items[index]?.trace_id, error: describeError(outcome.error) });
      failures.push({ index, error: outcome.error });
    });
    return { failures };
  };
}
