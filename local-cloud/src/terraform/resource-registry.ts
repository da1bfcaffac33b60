import { randomUUID } from "node:crypto";
import type { DurableLog } from "../storage/durable-log.ts";
import { sameValue } from "./planned.ts";
import type { Attributes } from "./resource-handler.ts";

/** One thing that Terraform made in the local cloud. */
export interface ResourceRecord {
  /** Names the record for ever; Terraform keeps it beside the state. */
  readonly key: string;
  readonly cloud: string;
  readonly type: string;
  /** What was asked for: the known part of the plan. */
  readonly planned: Attributes;
  readonly attributes: Attributes;
  readonly workingDirectory: string;
  /** Whether Terraform was still there to hear of it; if not, the thing is taken back. */
  readonly answered: boolean;
}

/** One line of the registry's log. */
export type RegistryEntry =
  | { readonly put: ResourceRecord }
  | { readonly answered: string }
  | { readonly remove: string };

/** What is asked of the registry for a new record. */
export type NewRecord = Pick<
  ResourceRecord,
  "cloud" | "type" | "planned" | "attributes" | "workingDirectory"
>;

/** Everything that Terraform made and has not destroyed; durable before any method resolves. */
export interface ResourceRegistry {
  /** All records in the order of their creation. */
  records(): readonly ResourceRecord[];
  get(key: string): ResourceRecord | undefined;
  add(record: NewRecord): Promise<ResourceRecord>;
  /** Notes that Terraform was told of a creation. */
  answered(key: string): Promise<void>;
  change(key: string, attributes: Attributes): Promise<void>;
  remove(key: string): Promise<void>;
  /** Notes that a state of Terraform's holds this record. */
  confirm(key: string): void;
  /** Marks the begin of a run of Terraform; `adoptable` looks at what was made before. */
  mark(): number;
  /**
   * A record that an earlier run from the same folder made from the same plan, and which no state has shown since: Terraform was
   * killed before it could write its state. The same creation now takes it over instead of failing as a duplicate.
   */
  adoptable(wanted: Omit<NewRecord, "attributes">, mark: number): ResourceRecord | undefined;
}

interface Held {
  record: ResourceRecord;
  readonly since: number;
  confirmed: boolean;
}

/** Opens the registry on its log, and compacts the log when most of it is history; `onEmpty` hears when the last record goes. */
export async function openResourceRegistry(
  log: DurableLog<RegistryEntry>,
  onEmpty: () => void = () => undefined,
): Promise<ResourceRegistry> {
  const held = new Map<string, Held>();
  let entries = 0;
  for await (const entry of log.entries) {
    apply(held, entry, 0);
    entries += 1;
  }
  if (entries > 2 * held.size + 100)
    await log.rewrite([...held.values()].map(({ record }) => ({ put: record })));
  return createRegistry(log, held, onEmpty);
}

function createRegistry(
  log: DurableLog<RegistryEntry>,
  held: Map<string, Held>,
  onEmpty: () => void,
): ResourceRegistry {
  let time = 1;
  const write = async (entry: RegistryEntry): Promise<void> => {
    await log.append(entry);
    apply(held, entry, (time += 1));
  };
  return {
    records: () => [...held.values()].map(({ record }) => record),
    get: (key) => held.get(key)?.record,
    async add(given) {
      const record = { ...given, key: randomUUID(), answered: false };
      await write({ put: record });
      return record;
    },
    answered: (key) => write({ answered: key }),
    async change(key, attributes) {
      const one = held.get(key);
      if (one) await write({ put: { ...one.record, attributes } });
    },
    async remove(key) {
      await write({ remove: key });
      if (held.size === 0) onEmpty();
    },
    confirm(key) {
      const one = held.get(key);
      if (one) one.confirmed = true;
    },
    mark: () => time,
    adoptable(wanted, mark) {
      const one = [...held.values()].find((candidate) => isAdoptable(candidate, wanted, mark));
      return one?.record;
    },
  };
}

function apply(held: Map<string, Held>, entry: RegistryEntry, now: number): void {
  if ("remove" in entry) held.delete(entry.remove);
  else if ("answered" in entry) markAnswered(held.get(entry.answered));
  else put(held, entry.put, now);
}

function put(held: Map<string, Held>, record: ResourceRecord, now: number): void {
  const one = held.get(record.key);
  if (one) one.record = record;
  else held.set(record.key, { record, since: now, confirmed: false });
}

function markAnswered(one: Held | undefined): void {
  if (one) one.record = { ...one.record, answered: true };
}

function isAdoptable(
  { record, since, confirmed }: Held,
  wanted: Omit<NewRecord, "attributes">,
  mark: number,
): boolean {
  if (confirmed || since > mark) return false;
  if (record.cloud !== wanted.cloud || record.type !== wanted.type) return false;
  return record.workingDirectory === wanted.workingDirectory && sameValue(record.planned, wanted.planned);
}
