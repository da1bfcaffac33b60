import type { HopItem, TwinFileDevice } from "@twin2multicloud/model";
import { ALL_DONE } from "@twin2multicloud/ports";
import type { BatchResult, Logger, NextHop } from "@twin2multicloud/ports";
import { normalise } from "./normalise.ts";
import type { Normalised } from "./normalise.ts";
import type { RawMessage } from "./raw-message.ts";

/** Takes device messages into the twin: normalises each once, hands the good ones on, logs and counts the rest. */
export type Dispatcher = (messages: readonly RawMessage[]) => Promise<BatchResult>;

/** What a dispatcher leans on. */
export interface DispatcherDeps {
  readonly devices: readonly TwinFileDevice[];
  readonly nextHop: NextHop;
  readonly logger: Logger;
}

/** A rejected message is logged with its reason and done with: the platform must not deliver it again. */
export function createDispatcher({ devices, nextHop, logger }: DispatcherDeps): Dispatcher {
  const byId = new Map(devices.map((device) => [device.id, device]));
  const rejected = (message: RawMessage, refusal: Exclude<Normalised, { record: unknown }>) =>
    logger.warn("rejected", { count: 1, trace_id: message.trace_id, ...refusal });

  return async (messages) => {
    if (messages.length === 0) return ALL_DONE;
    logger.info("received", { count: messages.length });
    const items: HopItem[] = [];
    const positions: number[] = [];
    messages.forEach((message, position) => {
      const result = normalise(message, byId);
      if (!("record" in result)) return rejected(message, result);
      items.push({ record: result.record, trace_id: message.trace_id, hop: 0 });
      positions.push(position);
    });
    const { failures } = await nextHop.send(items);
    return { failures: failures.map(({ index, error }) => ({ index: positions[index] ?? index, error })) };
  };
}
