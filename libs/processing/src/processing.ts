import {
  MAX_RECORD_BYTES,
  propertiesComplaint,
  RECORD_FIELDS,
  splitRecord,
  telemetryRecordSchema,
} from "@twin2multicloud/model";
import type { HopItem, Processor, TelemetryRecord, TwinFileDevice } from "@twin2multicloud/model";
import { describeError, PortError } from "@twin2multicloud/ports";
import type { BatchFailure, BatchResult, Logger, NextHop } from "@twin2multicloud/ports";

/** Runs each record through its device's processor and hands the result on. */
export type Processing = (items: readonly HopItem[]) => Promise<BatchResult>;

/** What the processing step leans on; `processors` is the library by name. */
export interface ProcessingDeps {
  readonly devices: readonly TwinFileDevice[];
  readonly processors: Readonly<Record<string, Processor>>;
  readonly nextHop: NextHop;
  readonly logger: Logger;
}

/** What is wrong with a processor's result: it must be a record of the same identity that every store can keep. */
function complaintOf(before: TelemetryRecord, after: TelemetryRecord): string | undefined {
  if (!telemetryRecordSchema.safeParse(after).success) return "the processor did not return a record";
  const changed = RECORD_FIELDS.find((field) => before[field] !== after[field]);
  if (changed) return `the processor changed ${changed}`;
  const complaint = propertiesComplaint(splitRecord(after).properties);
  if (complaint) return `the processor returned a wrong value: ${complaint}`;
  const bytes = Buffer.byteLength(JSON.stringify(after));
  return bytes > MAX_RECORD_BYTES
    ? `the processor returned ${bytes} bytes, at most ${MAX_RECORD_BYTES}`
    : undefined;
}

function checked(before: TelemetryRecord, after: TelemetryRecord): TelemetryRecord {
  const complaint = complaintOf(before, after);
  if (complaint) throw new PortError("invalid", complaint);
  return after;
}

/** A record whose processor throws is a failure, so that the platform tries it again and sets it aside in the end; the others go on. */
export function createProcessing({ devices, processors, nextHop, logger }: ProcessingDeps): Processing {
  const byId = new Map(devices.map((device) => [device.id, device]));

  const process = ({ record, trace_id, hop }: HopItem): HopItem => {
    const device = byId.get(record.device_id);
    if (!device) throw new PortError("not-found", `device ${record.device_id} is not part of the twin`);
    const processor = processors[device.processor];
    if (!processor) throw new PortError("not-found", `processor ${device.processor} is not in this package`);
    // A copy, so that what a processor changes in place is seen.
    const processed = checked(record, processor({ ...record }, { device }));
    return { record: processed, trace_id, hop: hop + 1 };
  };

  return async (items) => {
    const failures: BatchFailure[] = [];
    const processed: HopItem[] = [];
    const positions: number[] = [];
    items.forEach((item, index) => {
      try {
        processed.push(process(item));
        positions.push(index);
      } catch (error) {
        logger.error("processor-failed", {
          device_id: item.record.device_id,
          trace_id: item.trace_id,
          error: describeError(error),
        });
        failures.push({ index, error });
      }
    });
    const sent = await nextHop.send(processed);
    return {
      failures: [
        ...failures,
        ...sent.failures.map(({ index, error }) => ({ index: positions[index] ?? index, error })),
      ],
    };
  };
}
