import { CLOUDS } from "@twin2multicloud/model";
import type { Catalogue, PriceRow } from "@twin2multicloud/model";

/** Finds rows by meter; made once for a catalogue. */
export type PriceBook = (meter: string) => PriceRow;

/** The rows of a catalogue by meter. Throws a RangeError that names the meter when it has no row. */
export function priceBookOf(rows: Iterable<PriceRow>): PriceBook {
  const byMeter = new Map([...rows].map((row) => [row.meter, row]));
  return (meter) => {
    const row = byMeter.get(meter);
    if (!row) throw new RangeError(`the catalogue has no price for ${meter}`);
    return row;
  };
}

/** All rows of a catalogue, cloud by cloud. */
export function rowsOf(catalogue: Pick<Catalogue, "clouds">): PriceRow[] {
  return CLOUDS.flatMap((cloud) => catalogue.clouds[cloud].rows);
}
