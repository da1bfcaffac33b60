import type { Catalogue, PriceRow } from "@twin2multicloud/model";
import { rowsOf } from "./price-book.ts";

type Provenance = PriceRow["provenance"];

/** A meter whose value may be wrong, and why. */
export interface SuspiciousMeter {
  readonly meter: string;
  readonly reason: string;
}

/** How far the prices of a catalogue can be trusted. */
export interface CatalogueQuality {
  /** How many rows come from where. */
  readonly provenances: Readonly<Record<Provenance, number>>;
  /** The rows that say themselves why they may be wrong, cloud by cloud. */
  readonly suspicious: readonly SuspiciousMeter[];
}

/** Counts the rows of a catalogue by provenance and lists the suspicious ones. */
export function qualityOf(catalogue: Pick<Catalogue, "clouds">): CatalogueQuality {
  const rows = rowsOf(catalogue);
  const count = (provenance: Provenance): number =>
    rows.filter((row) => row.provenance === provenance).length;
  return {
    provenances: { fetched: count("fetched"), curated: count("curated"), fallback: count("fallback") },
    suspicious: rows.flatMap(({ meter, suspicious }) =>
      suspicious === undefined ? [] : [{ meter, reason: suspicious }],
    ),
  };
}
