import type { SqlQuerySpec } from "@azure/cosmos";
import type { HotQuery } from "@twin2multicloud/ports";

/** The query of a range; it names the device itself, because the partition key option alone does not promise to keep others out. */
export function toCosmosQuery({ device_id, from, to, after, order }: HotQuery): SqlQuerySpec {
  const bounds = [
    { name: "@from", comparison: ">=", value: from },
    { name: "@to", comparison: "<", value: to },
    { name: "@after", comparison: order === "asc" ? ">" : "<", value: after },
  ].flatMap(({ name, comparison, value }) => (value === undefined ? [] : [{ name, comparison, value }]));
  const conditions = [
    "c.device_id = @device_id",
    ...bounds.map(({ name, comparison }) => `c.sort_key ${comparison} ${name}`),
  ];
  return {
    query: `SELECT * FROM c WHERE ${conditions.join(" AND ")} ORDER BY c.sort_key ${order.toUpperCase()}`,
    parameters: [
      { name: "@device_id", value: device_id },
      ...bounds.map(({ name, value }) => ({ name, value })),
    ],
  };
}
