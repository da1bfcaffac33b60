import type { HopItem } from "@twin2multicloud/model";
import { ALL_DONE, describeError } from "@twin2multicloud/ports";
import type { BatchResult, Logger } from "@twin2multicloud/ports";

/** Brings processed records to the hot store, here or on another cloud. */
export type Persister = (items: readonly HopItem[]) => Promise<BatchResult>;

/** `deliver` is the hot writer where L3-hot is on this cloud, and the connector where it is not. */
export function createPersister({ deliver, logger }: { deliver: Persister; logger: Logger }): Persister {
  return async (items) => {
    if (items.length === 0) return ALL_DONE;
    const result = await deliver(items);
    for (const { index, error } of result.failures) {
      logger.error("persist-failed", { trace_id: items[index]?.trace_id, error: describeError(error) });
    }
    return result;
  };
}
