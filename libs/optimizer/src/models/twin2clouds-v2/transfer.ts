import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud, Providers } from "@twin2multicloud/model";
import type { MeterId } from "../../catalogue/meters.ts";
import { EDGE_ENDS } from "../../model/cost-model.ts";
import type { Charge, EdgeId } from "../../model/cost-model.ts";
import { over, times } from "../../sheet/expression.ts";
import type { Term } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { computeOf, FUNCTION_METERS } from "./functions.ts";

const SOURCE = "the predecessor's calculation, transfers between clouds";

/** How a cloud counts what leaves it. */
interface Egress {
  readonly meter: MeterId;
  readonly unit: "GB" | "GiB";
  readonly bytes: number;
}

const EGRESS: Readonly<Record<Cloud, Egress>> = {
  aws: { meter: "aws.egress", unit: "GB", bytes: 1e9 },
  azure: { meter: "azure.egress", unit: "GB", bytes: 1e9 },
  gcp: { meter: "gcp.egress", unit: "GiB", bytes: 1024 ** 3 },
};

/** What an edge carries in a month. */
type Load = "telemetry" | "answers";

const LOADS: Readonly<Record<Load, { bytes: Term; about: string }>> = {
  telemetry: { bytes: times("messages", "size", 1024), about: "the messages of a month" },
  answers: { bytes: times("queries", "response-size", 1024), about: "the answers to the queries of a month" },
};

/** How often the receiver of an edge is called in a month. */
type Rhythm = "messages" | "days" | "weeks" | "queries";

const RHYTHMS: Readonly<Record<Rhythm, { calls: Term; about: string }>> = {
  messages: { calls: "messages", about: "for each message" },
  days: { calls: 30, about: "once a day" },
  weeks: { calls: 4, about: "once a week" },
  queries: { calls: "queries", about: "for each query" },
};

interface Edge {
  readonly id: EdgeId;
  readonly load: Load;
  readonly rhythm: Rhythm;
}

const EDGE_TABLE: readonly Edge[] = [
  { id: "l1_l2", load: "telemetry", rhythm: "messages" },
  { id: "l2_l3_hot", load: "telemetry", rhythm: "messages" },
  { id: "l3_hot_l3_cold", load: "telemetry", rhythm: "days" },
  { id: "l3_cold_l3_archive", load: "telemetry", rhythm: "weeks" },
  { id: "l3_hot_l4", load: "answers", rhythm: "queries" },
  { id: "l4_l5", load: "answers", rhythm: "queries" },
];

/** The edges of the model in the order in which they fill the bands of a cloud. */
export const TRANSFER_EDGES: readonly EdgeId[] = EDGE_TABLE.map(({ id }) => id);

/** The meters that transfers are charged to. */
export const TRANSFER_METERS: readonly MeterId[] = CLOUDS.flatMap((cloud) => [
  EGRESS[cloud].meter,
  FUNCTION_METERS[cloud].request,
  FUNCTION_METERS[cloud].compute,
]);

const egressCell = (cloud: Cloud, load: Load): string => `${cloud}.egress.${load}`;
const requestsCell = (cloud: Cloud, rhythm: Rhythm): string => `${cloud}.glue.${rhythm}.requests`;
const computeCell = (cloud: Cloud, rhythm: Rhythm): string => `${cloud}.glue.${rhythm}.gb-seconds`;

function egressCells(cloud: Cloud): Cell[] {
  const { unit, bytes } = EGRESS[cloud];
  return (["telemetry", "answers"] as const).map((load) =>
    cell(egressCell(cloud, load), over(LOADS[load].bytes, bytes), {
      unit,
      about: `${LOADS[load].about}, as ${cloud} counts what leaves it`,
      source: SOURCE,
    }),
  );
}

function glueCells(cloud: Cloud): Cell[] {
  return (["messages", "days", "weeks", "queries"] as const).flatMap((rhythm) => {
    const { calls, about } = RHYTHMS[rhythm];
    const text = { about: `a receiver of another cloud's data that runs ${about}`, source: SOURCE };
    const requests = requestsCell(cloud, rhythm);
    return [
      cell(requests, calls, { unit: FUNCTION_METERS[cloud].per, ...text }),
      cell(computeCell(cloud, rhythm), computeOf(cloud, requests), { unit: "GB-s", ...text }),
    ];
  });
}

/** What leaves each cloud and what its receivers do, for every edge that may cross. */
export const TRANSFER_CELLS: readonly Cell[] = CLOUDS.flatMap((cloud) => [
  ...egressCells(cloud),
  ...glueCells(cloud),
]);

function egressOf({ id, load }: Edge, cloud: Cloud): Charge {
  return {
    cloud,
    place: { kind: "edge", edge: id, part: "egress", component: "egress" },
    meter: EGRESS[cloud].meter,
    quantity: egressCell(cloud, load),
    pool: "egress",
  };
}

function glueOf({ id, rhythm }: Edge, cloud: Cloud): Charge[] {
  const { request, compute } = FUNCTION_METERS[cloud];
  const shared = { cloud, pool: "glue" };
  const place = { kind: "edge", edge: id, part: "glue", component: "receiver_function" } as const;
  return [
    { ...shared, place, meter: request, quantity: requestsCell(cloud, rhythm) },
    { ...shared, place, meter: compute, quantity: computeCell(cloud, rhythm) },
  ];
}

/** What edges cost that cross from cloud to cloud: egress to the one, a receiver on the other. */
export function transferCharges(placement: Providers): Charge[] {
  return EDGE_TABLE.flatMap((edge) => {
    const [from, to] = EDGE_ENDS[edge.id];
    if (placement[from] === placement[to]) return [];
    return [egressOf(edge, placement[from]), ...glueOf(edge, placement[to])];
  });
}
