import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud, PriceRow } from "@twin2multicloud/model";
import type { Explanation } from "../pricing/explanation.ts";
import type { Pricing } from "../pricing/pricing.ts";
import type { Statement } from "../pricing/statement.ts";

/** The cloud that a meter belongs to: the first part of its name that is a cloud's. */
export function cloudOfMeter(meter: string): Cloud | undefined {
  const parts = meter.split(".");
  return CLOUDS.find((cloud) => parts.includes(cloud));
}

function gather(explanation: Explanation, rows: Map<string, PriceRow>, seen: Set<string>): void {
  if (seen.has(explanation.name)) return;
  seen.add(explanation.name);
  for (const row of explanation.prices) rows.set(row.meter, row);
  for (const read of explanation.reads) gather(read, rows, seen);
}

/** The prices that a bill reads, in its lines or in the formulas behind them, each once and in the order of the bill. */
export function pricesRead(pricing: Pricing, { lines }: Statement): PriceRow[] {
  const rows = new Map<string, PriceRow>();
  const seen = new Set<string>();
  for (const { metered, cell } of lines) {
    if (metered) rows.set(metered.row.meter, metered.row);
    if (!seen.has(cell)) gather(pricing.explain(cell), rows, seen);
  }
  return [...rows.values()];
}
