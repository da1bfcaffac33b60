import type { DurableLog } from "../../storage/durable-log.ts";
import { openJournal } from "../durability/journal.ts";
import { idOf } from "./document-rules.ts";
import type { Document, Json } from "./sql-ast.ts";
import { createSortedIndex } from "./sorted-index.ts";
import type { SortedIndex } from "./sorted-index.ts";
import type { StoredDocument } from "./stored-document.ts";

/** Where a document stands: container as `account/database/container`, partition as JSON of its key. */
export interface DocumentAddress {
  readonly container: string;
  readonly partition: string;
  readonly id: string;
}

/** One durable change. */
export type DocumentEntry =
  | ({ readonly op: "write"; readonly container: string; readonly partition: string } & StoredDocument)
  | ({ readonly op: "remove" } & DocumentAddress)
  | { readonly op: "drop"; readonly container: string };

/** The documents of all containers; what a call acknowledged survives a killed daemon. */
export interface DocumentStore {
  get(address: DocumentAddress): StoredDocument | undefined;
  /** Resolves when nobody else is changing the document; changes of one document follow each other. */
  change<T>(address: DocumentAddress, work: (changing: Changing) => Promise<T>): Promise<T>;
  partitions(container: string): string[];
  /** The documents of a partition in the order of a path; kept from the first use on. */
  index(container: string, partition: string, path: readonly string[]): SortedIndex;
  documents(container: string, partition: string): Iterable<StoredDocument>;
  drop(container: string): Promise<void>;
  close(): Promise<void>;
}

/** What may be done while a document is held. */
export interface Changing {
  readonly present: StoredDocument | undefined;
  write(document: Document): Promise<StoredDocument>;
  remove(): Promise<void>;
}

interface Partition {
  readonly documents: Map<string, StoredDocument>;
  readonly indexes: Map<string, SortedIndex>;
}

/** Opens the documents of a log. */
export async function openDocumentStore(options: {
  log: DurableLog<DocumentEntry>;
  now: () => number;
}): Promise<DocumentStore> {
  const containers = new Map<string, Map<string, Partition>>();
  const held = new Map<string, Promise<unknown>>();
  let sequence = 0;
  const journal = await openJournal<DocumentEntry>({
    log: options.log,
    apply(entry) {
      if (entry.op === "drop") containers.delete(entry.container);
      else if (entry.op === "remove") removeFrom(partitionOf(containers, entry), entry.id);
      else {
        const { op: _op, container: _container, partition: _partition, ...stored } = entry;
        sequence = Math.max(sequence, stored.sequence);
        writeTo(partitionOf(containers, entry), stored);
      }
    },
    *snapshot() {
      for (const [container, partitions] of containers) {
        for (const [partition, { documents }] of partitions) {
          for (const stored of documents.values()) yield { op: "write", container, partition, ...stored };
        }
      }
    },
  });
  const get = ({ container, partition, id }: DocumentAddress): StoredDocument | undefined =>
    containers.get(container)?.get(partition)?.documents.get(id);

  const changing = (address: DocumentAddress): Changing => ({
    present: get(address),
    async write(document) {
      sequence += 1;
      const stored = {
        document,
        sequence,
        etag: `"${etagOf(sequence)}"`,
        ts: Math.floor(options.now() / 1000),
      };
      await journal.record({
        op: "write",
        container: address.container,
        partition: address.partition,
        ...stored,
      });
      return stored;
    },
    remove: () => journal.record({ op: "remove", ...address }),
  });

  return {
    get,
    async change(address, work) {
      const key = JSON.stringify([address.container, address.partition, address.id]);
      while (held.has(key)) await held.get(key);
      const result = work(changing(address));
      held.set(key, result.then(noValue, noValue));
      return result.finally(() => held.delete(key));
    },
    partitions: (container) => [...(containers.get(container)?.keys() ?? [])],
    documents: (container, partition) => containers.get(container)?.get(partition)?.documents.values() ?? [],
    index(container, partition, path) {
      const { documents, indexes } = partitionOf(containers, { container, partition });
      const name = JSON.stringify(path);
      const index = indexes.get(name) ?? createSortedIndex(path, documents.values());
      indexes.set(name, index);
      return index;
    },
    drop: (container) => journal.record({ op: "drop", container }),
    close: () => journal.close(),
  };
}

/** The partition of a key, as JSON; a document without the key stands in a partition of its own. */
export function partitionName(key: Json | undefined): string {
  return key === undefined ? "{}" : JSON.stringify(key);
}

function partitionOf(
  containers: Map<string, Map<string, Partition>>,
  { container, partition }: { container: string; partition: string },
): Partition {
  const partitions = containers.get(container) ?? new Map<string, Partition>();
  containers.set(container, partitions);
  const found = partitions.get(partition) ?? { documents: new Map(), indexes: new Map() };
  partitions.set(partition, found);
  return found;
}

function writeTo(partition: Partition, stored: StoredDocument): void {
  const id = idOf(stored.document);
  removeFrom(partition, id);
  partition.documents.set(id, stored);
  for (const index of partition.indexes.values()) index.insert(stored);
}

function removeFrom({ documents, indexes }: Partition, id: string): void {
  const before = documents.get(id);
  if (!before) return;
  for (const index of indexes.values()) index.remove(before);
  documents.delete(id);
}

function etagOf(sequence: number): string {
  return `${sequence.toString(16).padStart(8, "0")}-0000-0d00-0000-000000000000`;
}

function noValue(): void {
  return undefined;
}
