import { randomUUID } from "node:crypto";
import { actualAttributes, completeState } from "./complete.ts";
import type { Fallback } from "./complete.ts";
import { conform } from "./conform.ts";
import { knownPart } from "./planned.ts";
import type { PlannedObject } from "./planned.ts";
import type { Kind, Provider } from "./provider.ts";
import type { ResourceRecord } from "./resource-registry.ts";
import type { Attributes, RequestContext, ResourceHandler } from "./resource-handler.ts";
import type { Block } from "./schema.ts";

/** One run of Terraform, as the provider sees it. */
export interface Run extends RequestContext {
  /** The registry's mark at its begin. */
  readonly mark: number;
}

/** A change that was planned. */
export interface Change {
  readonly type: string;
  readonly planned: PlannedObject;
  readonly config: PlannedObject;
}

/** What a change made. */
export interface Applied {
  readonly state: Attributes;
  readonly key: string;
}

/** Makes what was planned, or takes over what an earlier run left behind; the record is durable when this resolves. */
export async function applyCreate(provider: Provider, change: Change, run: Run): Promise<Applied> {
  const { cloud, registry, log } = provider;
  const kind = provider.resource(change.type);
  const planned = handlerInput(kind.block, change);
  const wanted = { cloud, type: change.type, planned, workingDirectory: run.workingDirectory };
  const left = registry.adoptable(wanted, run.mark);
  if (left) return adopt(provider, left, change);
  if (!kind.handler) log(`${change.type} has no handler; it is kept as a plain record`);
  const computed = (await kind.handler?.create(planned, run)) ?? {};
  const { state, actual } = outcome(kind, change, computed);
  try {
    const { key } = await registry.add({ ...wanted, attributes: actual });
    return { state, key };
  } catch (error) {
    // Without its record (a full disk) nobody would ever remove it.
    await kind.handler?.delete(actual);
    throw error;
  }
}

/** Changes a thing in place. */
export async function applyUpdate(
  provider: Provider,
  change: Change,
  { prior, record, run }: { prior: PlannedObject; record: ResourceRecord; run: Run },
): Promise<Applied> {
  const kind = provider.resource(change.type);
  const planned = handlerInput(kind.block, change);
  const before = { ...knownPart(prior), ...record.attributes };
  const changed = (await kind.handler?.update?.(before, planned, run)) ?? {};
  const { state, actual } = outcome(kind, change, { ...record.attributes, ...changed });
  await provider.registry.change(record.key, actual);
  return { state, key: record.key };
}

/** Removes a thing and its record. */
export async function applyDelete(provider: Provider, record: ResourceRecord): Promise<void> {
  await provider.resource(record.type).handler?.delete(record.attributes);
  await provider.registry.remove(record.key);
}

async function adopt(provider: Provider, left: ResourceRecord, change: Change): Promise<Applied> {
  provider.log(`${change.type}: taking over what an interrupted run made`);
  provider.registry.confirm(left.key);
  const attributes = (await provider.read(left)) ?? left.attributes;
  const { state } = outcome(provider.resource(change.type), change, attributes);
  return { state, key: left.key };
}

// Write-only values are in no plan and no state; the handler gets them from the configuration.
function handlerInput(block: Block, { planned, config }: Change): Attributes {
  const writeOnly = Object.keys(block.attributes).filter((name) => block.attributes[name]?.writeOnly);
  return knownPart({
    ...planned,
    ...Object.fromEntries(writeOnly.map((name) => [name, config[name] ?? null])),
  });
}

function outcome(
  { type, block, handler }: Kind<ResourceHandler>,
  { planned, config }: Change,
  computed: Attributes,
): { state: Attributes; actual: Attributes } {
  const state = conform(
    block,
    completeState(block, planned, { computed, fallback: fallback(type, handler) }),
  );
  return { state, actual: conform(block, actualAttributes(block, state, { computed, config })) };
}

// A record without handler needs texts for what other resources refer to; a handler that leaves a value out means that there is none.
function fallback(type: string, handler: ResourceHandler | undefined): Fallback {
  const id = `${type}-${randomUUID().slice(0, 8)}`;
  return (name, attribute) => {
    if (name === "id") return id;
    return !handler && attribute.type === "string" ? `${id}-${name}` : null;
  };
}
