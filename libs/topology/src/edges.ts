import type { FunctionName, Providers } from "@twin2multicloud/model";
import type { Features } from "./function-rules.ts";

/** How data gets from one function to the next: a durable queue inside a cloud, or a signed request between two. */
export type EdgeKind = "hop" | "connector";

/** One way that data takes between two functions, against which URLs are resolved. */
export interface Edge {
  readonly from: FunctionName;
  readonly to: FunctionName;
  readonly kind: EdgeKind;
}

const between = (from: FunctionName, to: FunctionName, kind: EdgeKind): Edge => ({ from, to, kind });

/** A step that writes to a slot: over a receiver when clouds differ, straight into the service when they do not. */
function throughReceiver(from: FunctionName, receiver: FunctionName, crossing: boolean): Edge[] {
  return crossing ? [between(from, receiver, "connector")] : [];
}

/** Every edge of a twin, in the direction of the data. */
export function edgesOf(providers: Providers, features: Features): Edge[] {
  const l1ToL2 = providers.l1 !== providers.l2;
  const feedbackKind: EdgeKind = l1ToL2 ? "connector" : "hop";
  const twinKind: EdgeKind = providers.l2 === providers.l4 ? "hop" : "connector";
  return [
    ...(l1ToL2
      ? [between("dispatcher", "ingestion", "connector"), between("ingestion", "processor", "hop")]
      : [between("dispatcher", "processor", "hop")]),
    between("processor", "persister", "hop"),
    ...throughReceiver("persister", "hot-writer", providers.l2 !== providers["l3-hot"]),
    ...(features.events ? [between("persister", "event-checker", "hop")] : []),
    ...(features.feedback ? [between("event-checker", "event-feedback", feedbackKind)] : []),
    ...throughReceiver("hot-to-cold-mover", "cold-writer", providers["l3-hot"] !== providers["l3-cold"]),
    ...throughReceiver(
      "cold-to-archive-mover",
      "archive-writer",
      providers["l3-cold"] !== providers["l3-archive"],
    ),
    ...(providers.l4 === "aws"
      ? [between("hot-reader", "twin-data-connector", "connector")]
      : [between("persister", "twin-updater", twinKind)]),
  ];
}
