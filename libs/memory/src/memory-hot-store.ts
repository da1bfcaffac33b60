import { recordDigest, sortKey } from "@twin2multicloud/model";
import type { TelemetryRecord } from "@twin2multicloud/model";
import type { HotPage, HotQuery, HotStore, PutOutcome } from "@twin2multicloud/ports";

function inRange(key: string, { from, to, after, order }: HotQuery): boolean {
  if (from !== undefined && key < from) return false;
  if (to !== undefined && key >= to) return false;
  if (after === undefined) return true;
  return order === "asc" ? key > after : key < after;
}

/** The reference hot store: everything in a Map, copies in and out. */
export function memoryHotStore(): HotStore {
  const records = new Map<string, TelemetryRecord>();

  const put = (record: TelemetryRecord): PutOutcome => {
    const id = recordDigest(record);
    if (records.has(id)) return { status: "exists" };
    records.set(id, structuredClone(record));
    return { status: "stored" };
  };

  const page = (query: HotQuery): HotPage => {
    const direction = query.order === "asc" ? 1 : -1;
    const found = [...records.values()]
      .filter((record) => record.device_id === query.device_id)
      .map((record) => ({ key: sortKey(record), record }))
      .filter(({ key }) => inRange(key, query))
      .sort((a, b) => (a.key < b.key ? -direction : direction));
    const items = found.slice(0, query.limit).map(({ record }) => structuredClone(record));
    return { items, more: found.length > query.limit };
  };

  return {
    put: (batch) => Promise.resolve(batch.map(put)),
    query: (query) => Promise.resolve(page(query)),
  };
}
