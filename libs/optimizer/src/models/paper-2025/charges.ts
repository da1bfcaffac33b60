import { SLOTS } from "@twin2multicloud/model";
import type { Cloud, Providers, Slot } from "@twin2multicloud/model";
import type { Charge, EdgeId, FixedCharge } from "../../model/cost-model.ts";

/** The parts of a slot's cost: the meter of the cell `<cloud>.<slot>.<part>`, or null where the cell is an amount. */
type Parts = Readonly<Record<string, string | null>>;

const AWS: Readonly<Record<Slot, Parts>> = {
  l1: { devices: "iot-core.device", rules: "iot-core.rule", messages: "iot-core.message" },
  l2: { requests: "lambda.request", "gb-seconds": "lambda.gb-second" },
  "l3-hot": { writes: "dynamodb.write-unit", reads: "dynamodb.read-unit", storage: null },
  "l3-cold": {
    storage: "s3-ia.storage",
    upfront: "s3-ia.upfront",
    requests: "s3-ia.request",
    retrieval: "s3-ia.retrieval",
  },
  "l3-archive": {
    storage: "s3-deep-archive.storage",
    writes: "s3-deep-archive.write",
    retrieval: "s3-deep-archive.retrieval",
  },
  l4: { entities: "twinmaker.entity", calls: "twinmaker.api-call", queries: "twinmaker.query" },
  l5: { editors: "grafana.editor", viewers: "grafana.viewer" },
};

const AZURE: Readonly<Record<Slot, Parts>> = {
  l1: { units: null },
  l2: { requests: "functions.request", "gb-seconds": "functions.gb-second" },
  "l3-hot": { throughput: "cosmos-db.request-unit", storage: "cosmos-db.storage" },
  "l3-cold": {
    storage: "blob-cool.storage",
    writes: "blob-cool.write",
    reads: "blob-cool.read",
    retrieval: "blob-cool.retrieval",
  },
  "l3-archive": {
    storage: "blob-archive.storage",
    writes: "blob-archive.write",
    retrieval: "blob-archive.retrieval",
  },
  l4: {
    updates: "digital-twins.operation",
    reads: "digital-twins.operation",
    "query-units": "digital-twins.query-unit",
  },
  l5: { users: "grafana.user", hours: "grafana.hour" },
};

const PARTS: Readonly<Partial<Record<Cloud, Readonly<Record<Slot, Parts>>>>> = { aws: AWS, azure: AZURE };

function layerCharges(slot: Slot, cloud: Cloud): Charge[] {
  return Object.entries(PARTS[cloud]?.[slot] ?? {}).map(([component, part]) => {
    const name = `${cloud}.${slot}.${component}`;
    const place = { kind: "layer", slot, component } as const;
    if (part === null) return { cloud, place, amount: name };
    const meter = `paper.${cloud}.${part}`;
    return { cloud, place, meter, quantity: name, pool: meter };
  });
}

function transfer(edge: EdgeId, cloud: Cloud, component: string): FixedCharge {
  return { cloud, place: { kind: "edge", edge, part: "egress", component }, amount: `${cloud}.${component}` };
}

/** What the source of a hop bills for data that leaves it. */
function egress(edge: EdgeId, from: Cloud, to: Cloud): FixedCharge[] {
  return from === to || !PARTS[from] ? [] : [transfer(edge, from, "egress")];
}

/** What moving data from hot to cold storage costs besides egress: in-cloud it is not free, and S3 bills what comes in. */
function intoCold(hot: Cloud, cold: Cloud): FixedCharge[] {
  const edge = "l3_hot_l3_cold";
  if (cold === "aws") return [transfer(edge, cold, hot === "aws" ? "from-dynamodb" : "from-cosmos-db")];
  return cold === "azure" && hot === "azure" ? [transfer(edge, cold, "from-cosmos-db")] : [];
}

/** Every charge of a placement on AWS and Azure; other clouds bill nothing, because the paper does not know them. */
export function paperCharges(placement: Providers): Charge[] {
  const { l1, "l3-hot": hot, "l3-cold": cold, "l3-archive": archive } = placement;
  return [
    ...SLOTS.flatMap((slot) => layerCharges(slot, placement[slot])),
    ...egress("l1_l3_hot", l1, hot),
    ...egress("l3_hot_l3_cold", hot, cold),
    ...intoCold(hot, cold),
    ...egress("l3_cold_l3_archive", cold, archive),
  ];
}
