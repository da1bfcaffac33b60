import { isPlannedObject, sameValue, UNKNOWN } from "./planned.ts";
import type { Planned, PlannedObject } from "./planned.ts";
import type { Attributes, ResourceHandler } from "./resource-handler.ts";
import type { Attribute, Block } from "./schema.ts";

/** What a handler says of planning. */
export type PlanRules = Pick<ResourceHandler, "defaults" | "changesOnUpdate" | "requiresReplace">;

/** What is planned from. */
export interface PlanInput {
  readonly block: Block;
  readonly rules: PlanRules;
  readonly config: PlannedObject;
  /** The configuration in which Terraform filled left-out computed attributes from the prior state. */
  readonly proposed: PlannedObject;
}

/** The state after a creation: computed attributes that the configuration leaves out get their default or are unknown. */
export function planCreate({ block, rules, config, proposed }: PlanInput): PlannedObject {
  const filled = fillDefaults(block, rules.defaults ?? {}, { config, proposed, prior: undefined });
  return unknownWhereComputed(block, filled, config);
}

/** The state after an update: computed attributes keep their value, except those that the handler says an update changes. */
export function planUpdate(input: PlanInput, prior: PlannedObject): PlannedObject {
  const { block, rules, config, proposed } = input;
  const filled = fillDefaults(block, rules.defaults ?? {}, { config, proposed, prior });
  const planned = newBlocksUnknown(block, filled, prior);
  if (sameValue(planned, prior)) return planned;
  for (const name of rules.changesOnUpdate ?? []) {
    if (config[name] === null && block.attributes[name]?.computed) planned[name] = UNKNOWN;
  }
  return planned;
}

/** The top-level attributes because of which an update must be a replacement. */
export function replacedBecauseOf(
  rules: PlanRules,
  prior: PlannedObject,
  planned: PlannedObject,
): readonly string[] {
  const paths = (rules.requiresReplace ?? []).map((path) => path.split("."));
  const changed = paths.filter((path) => !sameValue(valuesAt(prior, path), valuesAt(planned, path)));
  return [...new Set(changed.map(([root = ""]) => root))];
}

// A path through blocks that may occur several times has several values.
function valuesAt(value: Planned | undefined, path: readonly string[]): Planned[] {
  if (Array.isArray(value)) return value.map((part) => valuesAt(part, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value ?? null];
  return isPlannedObject(value) ? valuesAt(value[name], rest) : [value ?? null];
}

interface Filling {
  readonly config: PlannedObject;
  readonly proposed: PlannedObject;
  readonly prior: PlannedObject | undefined;
}

function fillDefaults(
  block: Block,
  defaults: Attributes,
  { config, proposed, prior }: Filling,
): PlannedObject {
  const filled = { ...proposed };
  for (const [name, value] of Object.entries(defaults)) {
    const attribute = block.attributes[name];
    if (!attribute || config[name] !== null) continue;
    const keepsPrior = attribute.computed && prior !== undefined && prior[name] !== null;
    if (!keepsPrior) filled[name] = value;
  }
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if (attribute.writeOnly) filled[name] = null;
  }
  return filled;
}

function unknownWhereComputed(block: Block, value: PlannedObject, config: PlannedObject): PlannedObject {
  const planned: PlannedObject = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    planned[name] = isLeftOut(attribute, value[name], config[name]) ? UNKNOWN : (value[name] ?? null);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    planned[name] = mapBlocks(value[name], (part, index) =>
      unknownWhereComputed(nested.block, part, partAt(config[name], index) ?? part),
    );
  }
  return planned;
}

function isLeftOut(attribute: Attribute, value: Planned | undefined, config: Planned | undefined): boolean {
  return attribute.computed && (value ?? null) === null && (config ?? null) === null;
}

// A block that the prior state does not have is a creation of its own; one that it has keeps what it computed, even null.
function newBlocksUnknown(block: Block, value: PlannedObject, prior: PlannedObject): PlannedObject {
  const planned = { ...value };
  for (const [name, nested] of Object.entries(block.blocks)) {
    const before = prior[name];
    planned[name] = mapBlocks(value[name], (part, index) => {
      const was = matching(before, part, index);
      return was ? newBlocksUnknown(nested.block, part, was) : unknownWhereComputed(nested.block, part, part);
    });
  }
  return planned;
}

function matching(
  before: Planned | undefined,
  part: PlannedObject,
  index: number,
): PlannedObject | undefined {
  const same = Array.isArray(before) ? before.find((one: Planned) => sameValue(one, part)) : undefined;
  return isPlannedObject(same) ? same : partAt(before, index);
}

function partAt(value: Planned | undefined, index: number): PlannedObject | undefined {
  const part: Planned | undefined = Array.isArray(value) ? value[index] : value;
  return isPlannedObject(part) ? part : undefined;
}

function mapBlocks(
  value: Planned | undefined,
  change: (part: PlannedObject, index: number) => PlannedObject,
): Planned {
  if (Array.isArray(value))
    return value.map((part, index) => (isPlannedObject(part) ? change(part, index) : part));
  return isPlannedObject(value) ? change(value, 0) : (value ?? null);
}
