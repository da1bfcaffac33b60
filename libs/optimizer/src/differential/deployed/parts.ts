import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Cloud, FunctionName, Providers, Slot } from "@twin2multicloud/model";
import type { Edge, Topology } from "@twin2multicloud/topology";
import type { Runner } from "./runtime.ts";

/** What is sent from cloud to cloud. */
export type Sent =
  | "readings"
  | "answers"
  | "commands"
  | "thanks"
  | "chunks"
  | "receipts"
  | "pages"
  | "states"
  | "questions";

/** Something that a cloud bills as a whole. */
export type Part =
  | { readonly of: "run"; readonly cloud: Cloud; readonly name: Runner; readonly waits: boolean }
  | { readonly of: "secret" | "schedule" | "hop" | "command-hop" | "metric"; readonly cloud: Cloud }
  | { readonly of: "egress"; readonly cloud: Cloud; readonly sent: Sent }
  | { readonly of: "slot"; readonly cloud: Cloud; readonly slot: Slot };

const CARRIED: Readonly<Partial<Record<FunctionName, readonly [there: Sent, back: Sent]>>> = {
  ingestion: ["readings", "answers"],
  "hot-writer": ["readings", "answers"],
  "twin-updater": ["readings", "answers"],
  "event-feedback": ["commands", "thanks"],
  "cold-writer": ["chunks", "receipts"],
  "archive-writer": ["chunks", "receipts"],
  "twin-data-connector": ["pages", "questions"],
};

/** A function at one end of a connector, with the connector's other end. */
function connectorParts({ from, to }: Edge, cloudOf: (name: FunctionName) => Cloud): Part[] {
  const [here, there] = [cloudOf(from), cloudOf(to)];
  const [sent, returned] = CARRIED[to] ?? [];
  if (!sent || !returned) throw new RangeError(`unknown connector to ${to}`);
  const ends: Part[] = [
    // The reader's secret opens it for whoever asks; it is counted with the reader.
    ...(from === "hot-reader" ? [] : [{ of: "secret", cloud: here } as const]),
    { of: "secret", cloud: there },
  ];
  if (here === there) return ends;
  return [...ends, { of: "egress", cloud: here, sent }, { of: "egress", cloud: there, sent: returned }];
}

function edgeParts(edge: Edge, cloudOf: (name: FunctionName) => Cloud): Part[] {
  if (edge.kind === "connector") return connectorParts(edge, cloudOf);
  return [{ of: edge.to === "event-feedback" ? "command-hop" : "hop", cloud: cloudOf(edge.to) }];
}

/** The counted events: two of the dispatcher, one of whoever stores, all on AWS. */
function metricParts({ functions, providers }: Topology): Part[] {
  const stores = providers.l2 === providers["l3-hot"] ? "persister" : "hot-writer";
  return functions.flatMap(({ name, cloud }): Part[] => {
    const times = name === "dispatcher" ? 2 : name === stores ? 1 : 0;
    return cloud === "aws" ? Array.from({ length: times }, () => ({ of: "metric", cloud })) : [];
  });
}

function functionParts({ functions, edges }: Topology, cloudOf: (name: FunctionName) => Cloud): Part[] {
  const waiting = edges
    .filter(
      ({ kind, from, to }) => kind === "connector" && from !== "hot-reader" && cloudOf(from) !== cloudOf(to),
    )
    .map(({ from }) => from);
  return functions.flatMap(({ name, cloud, trigger }): Part[] => [
    { of: "run", cloud, name, waits: waiting.includes(name) },
    ...(name === "hot-reader" ? [{ of: "secret", cloud } as const] : []),
    ...(trigger === "schedule" ? [{ of: "schedule", cloud } as const] : []),
  ]);
}

/** A dashboard's panel asks l4 for the state and for a page the hot reader, through TwinMaker where there is one. */
function dashboardParts(providers: Providers): Part[] {
  const { l4, l5 } = providers;
  const pages = l4 === "aws" ? l4 : providers["l3-hot"];
  const parts = (cloud: Cloud, sent: Sent): Part[] =>
    cloud === l5
      ? []
      : [
          { of: "egress", cloud, sent },
          { of: "egress", cloud: l5, sent: "questions" },
        ];
  return [...parts(l4, "states"), ...parts(pages, "pages")];
}

/** Everything that is billed for a topology: its functions, its edges, its slots and what dashboards ask for. */
export function partsOf(topology: Topology, switches: { readonly events: boolean }): Part[] {
  const { functions, edges, providers } = topology;
  const clouds = new Map(functions.map(({ name, cloud }) => [name, cloud]));
  const cloudOf = (name: FunctionName): Cloud => clouds.get(name) ?? CLOUDS[0];
  return [
    ...functionParts(topology, cloudOf),
    ...metricParts(topology),
    ...edges.flatMap((edge) => edgeParts(edge, cloudOf)),
    ...SLOTS.map((slot): Part => ({ of: "slot", cloud: providers[slot], slot })),
    ...dashboardParts(providers),
    ...(switches.events
      ? [{ of: "run", cloud: providers.l2, name: "event-action", waits: false } as const]
      : []),
    ...(providers.l4 === "gcp"
      ? [{ of: "run", cloud: "gcp", name: "twin-service", waits: false } as const]
      : []),
  ];
}
