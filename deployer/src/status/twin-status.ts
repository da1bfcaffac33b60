import { SLOTS } from "@twin2multicloud/model";
import type { CountedEvent, Outputs, Target, TwinState, TwinStatus } from "@twin2multicloud/model";
import { firstRunAt, unfinishedStep } from "../deploy/journal.ts";
import { placesOf } from "../deploy/places.ts";
import type { Machine } from "../machine/machine.ts";
import { readOutputs } from "../outputs/outputs.ts";
import type { StackOutputs } from "../outputs/stack-outputs.ts";
import { NO_COUNTS } from "./platform-status.ts";
import type { Counts, KnownFunction, PlatformStatus } from "./platform-status.ts";

/** What a status is asked with. */
export interface StatusContext {
  readonly machine: Machine;
  readonly name: string;
  readonly target: Target;
  readonly platform: PlatformStatus;
  stackOutputs(): Promise<StackOutputs>;
}

function knownFunctions(outputs: Outputs, stack: StackOutputs): KnownFunction[] {
  const known = outputs.functions.flatMap(({ name, cloud, slot }) => {
    const resource = stack.functions[slot]?.[name];
    return resource ? [{ name, cloud, slot, resource }] : [];
  });
  return known.sort((a, b) => SLOTS.indexOf(a.slot) - SLOTS.indexOf(b.slot));
}

function sum(counts: Counts, event: CountedEvent): number {
  return [...counts.values()].reduce((total, { events }) => total + (events[event] ?? 0), 0);
}

function statusOf(
  twin: string,
  state: TwinState,
  seen: { functions: readonly KnownFunction[]; counts: Counts },
): TwinStatus {
  const { functions, counts } = seen;
  return {
    twin,
    state,
    messages: {
      received: sum(counts, "received"),
      stored: sum(counts, "stored"),
      rejected: sum(counts, "rejected"),
    },
    functions: functions.map(({ name, cloud, slot }) => {
      const { invocations, errors, last_error } = counts.get(name) ?? NO_COUNTS;
      return { name, cloud, slot, invocations, errors, ...(last_error ? { last_error } : {}) };
    }),
  };
}

/** How a twin is doing, as its platform counts it. */
export async function twinStatus({
  machine,
  name,
  target,
  platform,
  stackOutputs,
}: StatusContext): Promise<TwinStatus> {
  const { files, folder } = machine;
  const places = placesOf(folder, name, target);
  const nothing = { functions: [], counts: new Map() };
  if ((await files.list(places.stack)).length === 0) return statusOf(name, "absent", nothing);
  const outputs = await readOutputs(files, places.outputs);
  if (outputs?.target !== target) return statusOf(name, "incomplete", nothing);
  const stack = await stackOutputs();
  const functions = knownFunctions(outputs, stack);
  const since = (await firstRunAt(files, places.journal)) ?? machine.clock.now();
  const counts = await platform({ twin: name, functions, foundations: stack.foundations, since });
  if (!counts) return statusOf(name, "unreachable", { functions, counts: new Map() });
  const complete = (await unfinishedStep(files, places.journal)) === undefined;
  return statusOf(name, complete ? "deployed" : "incomplete", { functions, counts });
}
