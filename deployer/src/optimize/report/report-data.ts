import type { PriceRow } from "@twin2multicloud/model";
import type { CurvePoint, OptimizeResult } from "@twin2multicloud/optimizer";

/** Everything that a report shows. */
export interface ReportData {
  readonly title: string;
  /** The scenario as it was given. */
  readonly given: unknown;
  readonly result: OptimizeResult;
  /** The number of devices of the scenario. */
  readonly devices: number;
  /** The cost over the number of devices, ascending; empty when it could not be computed. */
  readonly curve: readonly CurvePoint[];
  /** The prices that the result rests on. */
  readonly rows: readonly PriceRow[];
  /** What the model assumes where nothing is measured or given, in words. */
  readonly assumptions: readonly string[];
  /** When the report was made, as an ISO 8601 time. */
  readonly made_at: string;
}
