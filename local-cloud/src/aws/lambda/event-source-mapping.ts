import type { FunctionLog } from "../../processes/function-log.ts";
import { arn } from "../arn.ts";
import type { Clock } from "../clock.ts";
import type { Identities } from "../iam/identities.ts";
import type { ReceivedMessage } from "../sqs/message.ts";
import type { NamedQueue } from "../sqs/queue-state.ts";
import { mayUseQueue } from "../sqs/queue-access.ts";
import type { Queues } from "../sqs/queues.ts";
import type { Functions } from "./functions.ts";
import { sqsEvent, succeeded } from "./sqs-event.ts";

/** How messages of a queue reach a function. */
export interface MappingSettings {
  readonly queueName: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** How long to gather a batch; milliseconds. */
  readonly window: number;
  readonly maximumConcurrency: number;
  readonly reportsItemFailures: boolean;
}

/** What a mapping works with. */
export interface MappingHost {
  readonly queues: Queues;
  readonly functions: Functions;
  readonly identities: Identities;
  readonly functionLog: FunctionLog;
  readonly clock: Clock;
}

/** A running mapping. */
export interface EventSourceMapping {
  readonly settings: MappingSettings;
  /** Takes no more messages; a batch that the function has goes on. */
  stop(): void;
}

/** The actions that a function's role needs on the queue. */
export const POLL_ACTIONS = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"] as const;

// A batch that is not full waits this long for company while another one is under way: fuller batches cost less.
const GATHER_MS = 25;

/** Hands the messages of a queue to a function in batches, and deletes those that it dealt with. */
export function startMapping(host: MappingHost, settings: MappingSettings): EventSourceMapping {
  const { queues, functions, identities, clock } = host;
  let active = 0;
  let stopped = false;
  let cancelGather: (() => void) | undefined;

  const ready = (): number => queues.find(settings.queueName)?.queue.ready ?? 0;
  const mayStart = (): boolean => {
    const target = functions.find(settings.functionName);
    return target !== undefined && active < Math.min(settings.maximumConcurrency, target.concurrency);
  };
  const begin = (): void => {
    active += 1;
    void deliverBatch(host, settings)
      .catch((error: unknown) =>
        host.functionLog.write(settings.functionName, `event source mapping: ${String(error)}`),
      )
      .then((worthwhile) => {
        active -= 1;
        if (worthwhile === true) pump();
        return undefined;
      });
  };
  const gather = (): void => {
    cancelGather ??= clock.after(settings.window || GATHER_MS, () => {
      cancelGather = undefined;
      if (!stopped && ready() > 0 && mayStart()) begin();
      pump();
    });
  };
  const pump = (): void => {
    if (stopped) return;
    while (mayStart() && ready() >= settings.batchSize * (active + 1)) begin();
    if (ready() === 0 || !mayStart()) return;
    if (active === 0 && settings.window === 0) begin();
    else gather();
  };

  const { queue } = queues.get(settings.queueName);
  const stopListening = [queue.onArrival(pump), identities.onChange(pump)];
  pump();
  return {
    settings,
    stop() {
      stopped = true;
      cancelGather?.();
      stopListening.forEach((stop) => stop());
    },
  };
}

/** Why the function's role may not poll the queue, or undefined when it may. */
export function pollRefusal(identities: Identities, roleArn: string, named: NamedQueue): string | undefined {
  const role = identities.role(roleArn);
  const missing = POLL_ACTIONS.find((action) => !role || !mayUseQueue(role, action, named));
  return (
    missing &&
    `the execution role ${roleArn} does not have permissions to call ${missing.slice(4)} on ${arn("sqs", named.name)}`
  );
}

// Resolves to whether there was a batch.
async function deliverBatch(host: MappingHost, settings: MappingSettings): Promise<boolean> {
  const { queues, functions, identities, functionLog } = host;
  const target = functions.find(settings.functionName);
  const named = queues.find(settings.queueName);
  if (!target || !named) return false;
  const refusal = pollRefusal(identities, target.settings.roleArn, named);
  if (refusal !== undefined) {
    functionLog.write(settings.functionName, `event source mapping: ${refusal}`);
    return false;
  }
  const messages = await queues.receive(named.name, { limit: settings.batchSize });
  if (messages.length === 0) return false;
  const outcome = await target.invoke(sqsEvent(named.name, messages));
  if (outcome.ok) await forget(host, settings, doneWith(settings, outcome.payload, messages));
  return true;
}

function doneWith(
  settings: MappingSettings,
  payload: string,
  messages: readonly ReceivedMessage[],
): readonly ReceivedMessage[] {
  return settings.reportsItemFailures ? succeeded(payload, messages) : messages;
}

async function forget(
  { queues }: MappingHost,
  { queueName }: MappingSettings,
  messages: readonly ReceivedMessage[],
): Promise<void> {
  if (!queues.find(queueName)) return;
  await queues.remove(
    queueName,
    messages.map(({ receipt }) => receipt),
  );
}
