import type { BreakEven, CurvePoint } from "@twin2multicloud/optimizer";

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
  for (const [index, { value: devices, placement }] of points.entries()) {
    const last = segments.at(-1);
    const before = points[index - 1]?.value ?? devices;
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
  const after = points.find((point) => point.value >= devices) ?? points.at(-1);
  const before = points.findLast((point) => point.value <= devices) ?? after;
  if (!after || !before) return Number.NaN;
  if (before.value >= after.value) return before.total;
  const share = Math.log(devices / before.value) / Math.log(after.value / before.value);
  return before.total + share * (after.total - before.total);
}
