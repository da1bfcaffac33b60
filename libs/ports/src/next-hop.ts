import type { HopItem } from "@twin2multicloud/model";
import type { BatchResult } from "./batch.ts";

/**
 * Hands records to the next step, over a durable queue inside a cloud or a signed request to another one.
 *
 * Guarantees: an item whose index is not among the failures is durable at the other side when `send` resolves; items may
 * arrive more than once and in any order; an empty list sends nothing. `send` never throws for a single bad item.
 */
export interface NextHop {
  send(items: readonly HopItem[]): Promise<BatchResult>;
}
