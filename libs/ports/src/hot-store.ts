import type { TelemetryRecord } from "@twin2multicloud/model";

/** What became of one record: written now, or there already with the same identity. */
export type PutOutcome =
  | { readonly status: "stored" }
  | { readonly status: "exists" }
  | { readonly status: "failed"; readonly error: unknown };

/** A range of one device's records: `from` inclusive, `to` exclusive, both ISO timestamps; `after` is the `sortKey` of the last record seen. */
export interface HotQuery {
  readonly device_id: string;
  readonly from?: string;
  readonly to?: string;
  readonly order: "asc" | "desc";
  readonly limit: number;
  readonly after?: string;
}

/** One page; `more` tells whether records of the range follow the last item. */
export interface HotPage {
  readonly items: readonly TelemetryRecord[];
  readonly more: boolean;
}

/**
 * Keeps the recent records of a twin.
 *
 * Guarantees: `put` is a conditional create on (device_id, timestamp, message_id): the first write wins, a repeated one
 * answers `exists` and changes nothing; outcomes stand in the order of the records, one per record; a resolved outcome is
 * durable. Properties come back with the JSON values they went in with, whatever their names. `query` orders by `sortKey`,
 * returns exactly `limit` records unless the range ends (`more` false), and never truncates silently; an unknown device is
 * an empty page. What was stored is readable by the next `query`.
 */
export interface HotStore {
  put(records: readonly TelemetryRecord[]): Promise<readonly PutOutcome[]>;
  query(query: HotQuery): Promise<HotPage>;
}
