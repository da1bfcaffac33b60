import type { BreakEven } from "@twin2multicloud/optimizer";
import type { Cloud } from "@twin2multicloud/model";

/** What a twin costs with so many devices. */
export interface CurvePoint {
  readonly devices: number;
  /** The cheapest placement there, and what it costs. */
  readonly placement: string;
  readonly total: number;
  /** The best that each cloud alone can do; null where it cannot. */
  readonly single_clouds: Readonly<Record<Cloud, number | null>>;
}

/** A stretch of device counts with the same winner: from `from` up to, but without, `to`. */
export interface Segment {
  readonly placement: string;
  readonly from: number;
  readonly to: number;
}

function boundaryBetween(before: number, after: number, breakEvens: readonly BreakEven[]): number {
  const exact = breakEvens.find(
    ({ turned, value }) => turned === "devices" && value > before && value <= after,
  );
  return exact?.value ?? after;
}

/** The stretches of a curve; where a break-even point is known, they change exactly there. */
export function segmentsOf(points: readonly CurvePoint[], breakEvens: readonly BreakEven[]): Segment[] {
  const segments: Segment[] = [];
  for (const [index, { devices, placement }] of points.entries()) {
    const last = segments.at(-1);
    const before = points[index - 1]?.devices ?? devices;
    if (last?.placement === placement) segments[segments.length - 1] = { ...last, to: devices };
    else {
      const from = last ? boundaryBetween(before, devices, breakEvens) : devices;
      if (last) segments[segments.length - 1] = { ...last, to: from };
      segments.push({ placement, from, to: devices });
    }
  }
  return segments;
}

/** The cost at a number of devices, on the line from point to point; at the ends that of the outermost points. */
export function costBetween(points: readonly CurvePoint[], devices: number): number {
  const after = points.find((point) => point.devices >= devices) ?? points.at(-1);
  const before = points.findLast((point) => point.devices <= devices) ?? after;
  if (!after || !before) return Number.NaN;
  if (before.devices >= after.devices) return before.total;
  const share = Math.log(devices / before.devices) / Math.log(after.devices / before.devices);
  return before.total + share * (after.total - before.total);
}
