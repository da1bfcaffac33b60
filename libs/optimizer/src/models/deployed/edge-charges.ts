import type { Cloud, FunctionName } from "@twin2multicloud/model";
import type { Edge, Topology } from "@twin2multicloud/topology";
import type { MeterId } from "../../catalogue/meters.ts";
import type { Charge, EdgeId } from "../../model/cost-model.ts";
import { chargesOf, inSlot, onEdge } from "./charge.ts";
import { ALARM } from "./function-charges.ts";
import { egressCell } from "./transfer-cells.ts";
import type { Transferred } from "./transfer-cells.ts";

/** What the two ends of a connector send, and the edge of the bill that it belongs to. */
interface Crossing {
  readonly edge: EdgeId;
  readonly sent: Transferred;
  readonly answered: Transferred;
}

/** The connectors, by the function that they lead to. */
const CROSSINGS: Readonly<Partial<Record<FunctionName, Crossing>>> = {
  ingestion: { edge: "l1_l2", sent: "readings", answered: "readings-answers" },
  "event-feedback": { edge: "l1_l2", sent: "commands", answered: "commands-answers" },
  "hot-writer": { edge: "l2_l3_hot", sent: "readings", answered: "readings-answers" },
  "cold-writer": { edge: "l3_hot_l3_cold", sent: "chunks", answered: "chunks-answers" },
  "archive-writer": { edge: "l3_cold_l3_archive", sent: "chunks", answered: "chunks-answers" },
  "twin-updater": { edge: "l3_hot_l4", sent: "readings", answered: "readings-answers" },
  "twin-data-connector": { edge: "l3_hot_l4", sent: "pages", answered: "questions" },
};

const EGRESS: Readonly<Record<Cloud, MeterId>> = {
  aws: "aws.egress",
  azure: "azure.egress",
  gcp: "gcp.egress",
};

/** The meters of durable hops. */
export const HOP_METERS: Readonly<Record<Cloud, MeterId>> = {
  aws: "aws.sqs.request",
  azure: "azure.queue.operation",
  gcp: "gcp.pubsub.throughput",
};

function egress(edge: EdgeId, cloud: Cloud, what: Transferred): Charge[] {
  return chargesOf(cloud, onEdge(edge, "egress"), [[what, EGRESS[cloud], egressCell(cloud, what)]]);
}

function crossingOf(to: FunctionName): Crossing {
  const crossing = CROSSINGS[to];
  if (!crossing) throw new RangeError(`the cost model does not know what a connector to ${to} carries`);
  return crossing;
}

/** What a durable hop is billed; it stands with the function that takes from it. */
function hopCharges(to: FunctionName, { functions, providers }: Topology): Charge[] {
  const slot = functions.find(({ name }) => name === to)?.slot ?? "l2";
  const cloud = providers[slot];
  const quantity = to === "event-feedback" ? `${cloud}.feedback-hop` : `${cloud}.hop`;
  return chargesOf(cloud, inSlot(slot), [["hops", HOP_METERS[cloud], quantity], ALARM[cloud]]);
}

/** Everything that one edge of a topology is billed: a hop, or what both ends of a connector send to another cloud. */
export function edgeCharges({ from, to, kind }: Edge, topology: Topology): Charge[] {
  if (kind === "hop") return hopCharges(to, topology);
  const cloudOf = (name: FunctionName): Cloud | undefined =>
    topology.functions.find((placed) => placed.name === name)?.cloud;
  const { edge, sent, answered } = crossingOf(to);
  const [sender, receiver] = [cloudOf(from), cloudOf(to)];
  if (!sender || !receiver || sender === receiver) return [];
  return [...egress(edge, sender, sent), ...egress(edge, receiver, answered)];
}

/**
 * What dashboards make leave a cloud: the twin's state comes from l4, pages of readings through TwinMaker where it has a
 * data connector and straight from the hot reader where it has none.
 */
export function dashboardCharges({ functions, providers }: Topology): Charge[] {
  const { "l3-hot": hot, l4, l5 } = providers;
  const connector = functions.find(({ name }) => name === "twin-data-connector");
  const asked = (cloud: Cloud, what: Transferred): Charge[] =>
    cloud === l5 ? [] : [...egress("l4_l5", cloud, what), ...egress("l4_l5", l5, "questions")];
  return [...asked(l4, "states"), ...asked(connector?.cloud ?? hot, "pages")];
}
