import { applyCreate, applyDelete, applyUpdate } from "./apply.ts";
import type { Applied, Change, Run } from "./apply.ts";
import { encoded, NOTHING, objectOf, valueOf } from "./dynamic-value.ts";
import type { PlannedObject } from "./planned.ts";
import type { ApplyRequest } from "./protocol.ts";
import type { Provider } from "./provider.ts";
import type { ResourceRecord } from "./resource-registry.ts";

/** What is known of the call in which a request came. */
export interface CallContext {
  /** Whether Terraform has gone away meanwhile. */
  readonly cancelled: () => boolean;
  /** Does something once the answer has been handed to the connection. */
  readonly afterwards: (work: () => Promise<void>) => void;
}

/** One request to apply a change. */
export interface Applying {
  readonly request: ApplyRequest;
  readonly run: Run;
  readonly call: CallContext;
}

/** Creates, updates or deletes, as the states before and after say, and returns the answer. */
export async function applyRequest(provider: Provider, { request, run, call }: Applying): Promise<object> {
  const { type_name: type } = request;
  const planned = valueOf(request.planned_state);
  const prior = valueOf(request.prior_state);
  const record = prior
    ? recordOf(provider, { type_name: type, key: request.planned_private, state: prior })
    : undefined;
  if (planned === null) {
    if (record) await applyDelete(provider, record);
    return { new_state: NOTHING };
  }
  const change = { type, planned, config: objectOf(request.config) };
  if (prior === null)
    return answer(await create(provider, { change, run, call }), provider.fillsDefaults(type));
  if (!record) throw new Error("it is gone; run terraform plan again to see what is to be made anew");
  return answer(await applyUpdate(provider, change, { prior, record, run }), provider.fillsDefaults(type));
}

interface Creating extends Omit<Applying, "request"> {
  readonly change: Change;
}

// Nobody would know of a thing whose creator went away before the answer: it is taken back.
async function create(provider: Provider, { change, run, call }: Creating): Promise<Applied> {
  const applied = await applyCreate(provider, change, run);
  const record = provider.registry.get(applied.key);
  if (call.cancelled() && record && !record.answered) {
    await applyDelete(provider, record);
    throw new Error("Terraform went away");
  }
  call.afterwards(() => provider.registry.answered(applied.key));
  return applied;
}

function answer({ state, key }: Applied, legacy: boolean): object {
  return { new_state: encoded(state), private: Buffer.from(key), legacy_type_system: legacy };
}

/** How Terraform names a thing that exists. */
export interface Known {
  readonly type_name: string;
  /** Private bytes of Terraform's: the key of the record, or nothing after an import. */
  readonly key: Uint8Array;
  readonly state: PlannedObject;
}

/** The record of a thing that a state holds, or undefined when it is gone. */
export function recordOf(
  { registry }: Provider,
  { type_name, key, state }: Known,
): ResourceRecord | undefined {
  const name = Buffer.from(key).toString();
  const record = name
    ? registry.get(name)
    : registry
        .records()
        .find(({ type, attributes }) => type === type_name && attributes["id"] === state["id"]);
  if (record) registry.confirm(record.key);
  return record;
}
