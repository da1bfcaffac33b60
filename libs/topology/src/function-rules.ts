import type { FunctionName, Need, Providers, Slot } from "@twin2multicloud/model";

/** The switches of a twin that decide about functions. */
export interface Features {
  readonly events: boolean;
  readonly feedback: boolean;
}

/** Who may call a function: its own cloud's queue, schedule or topic, or anyone who brings a valid signature or token. */
export type Trigger = "device" | "hop" | "edge" | "reader" | "schedule" | "twin-maker" | "error-topic";

/** One row of the table of functions: when it exists, where it runs, how it is called and what it leans on. */
export interface FunctionRule {
  readonly name: FunctionName;
  readonly slot: Slot;
  readonly trigger: Trigger;
  exists(providers: Providers, features: Features): boolean;
  needs(providers: Providers, features: Features): Need[];
}

const always = (): boolean => true;
const none = (): Need[] => [];
const crosses =
  (from: Slot, to: Slot) =>
  (providers: Providers): boolean =>
    providers[from] !== providers[to];

/** The table of functions; the error-reporter, which runs on every cloud in use, is placed apart. */
export const FUNCTION_RULES: readonly FunctionRule[] = [
  {
    name: "dispatcher",
    slot: "l1",
    trigger: "device",
    exists: always,
    needs: (p) => [p.l1 === p.l2 ? "processor-hop" : "ingestion-edge"],
  },
  {
    name: "ingestion",
    slot: "l2",
    trigger: "edge",
    exists: crosses("l1", "l2"),
    needs: () => ["processor-hop"],
  },
  { name: "processor", slot: "l2", trigger: "hop", exists: always, needs: () => ["persister-hop"] },
  {
    name: "persister",
    slot: "l2",
    trigger: "hop",
    exists: always,
    needs: (p) => [p.l2 === p["l3-hot"] ? "hot-store" : "writer-edge"],
  },
  { name: "event-checker", slot: "l2", trigger: "hop", exists: (_, f) => f.events, needs: none },
  { name: "event-feedback", slot: "l1", trigger: "hop", exists: (_, f) => f.feedback, needs: none },
  {
    name: "hot-writer",
    slot: "l3-hot",
    trigger: "edge",
    exists: crosses("l2", "l3-hot"),
    needs: () => ["hot-store"],
  },
  { name: "hot-reader", slot: "l3-hot", trigger: "reader", exists: always, needs: () => ["hot-store"] },
  {
    name: "hot-to-cold-mover",
    slot: "l3-hot",
    trigger: "schedule",
    exists: always,
    needs: () => ["hot-store"],
  },
  {
    name: "cold-writer",
    slot: "l3-cold",
    trigger: "edge",
    exists: crosses("l3-hot", "l3-cold"),
    needs: none,
  },
  { name: "cold-to-archive-mover", slot: "l3-cold", trigger: "schedule", exists: always, needs: none },
  {
    name: "archive-writer",
    slot: "l3-archive",
    trigger: "edge",
    exists: crosses("l3-cold", "l3-archive"),
    needs: none,
  },
  { name: "twin-updater", slot: "l4", trigger: "hop", exists: (p) => p.l4 !== "aws", needs: none },
  {
    name: "twin-data-connector",
    slot: "l4",
    trigger: "twin-maker",
    exists: (p) => p.l4 === "aws",
    needs: none,
  },
];
