import type { ApiCall } from "../api/api-service.ts";
import { accessDenied } from "../api/aws-error.ts";
import { arn } from "../arn.ts";
import type { Principal } from "../iam/identities.ts";
import { decide, parsePolicy } from "../iam/policy.ts";
import type { QueueAddresses } from "./queue-addresses.ts";
import type { NamedQueue } from "./queue-state.ts";
import type { Queues } from "./queues.ts";
import { requiredMember } from "./sqs-input.ts";

/** Finds the queue that a call names, or refuses the caller. */
export type Permit = (call: ApiCall, action: string) => NamedQueue;

/** Whether a caller may do something with a queue: by the caller's own policies or by the queue's. */
export function mayUseQueue(caller: Principal, action: string, { name, attributes }: NamedQueue): boolean {
  const resource = arn("sqs", name);
  const policy = attributes["Policy"];
  const byQueue =
    policy === undefined ? "silent" : decide([parsePolicy(policy)], { action, resource }, caller.roleArn);
  return byQueue !== "denied" && (byQueue === "allowed" || caller.allows(action, resource));
}

/** Makes the check that every operation on a queue begins with. */
export function createPermit(queues: Queues, addresses: QueueAddresses): Permit {
  return ({ input, caller }, action) => {
    const named = queues.get(addresses.nameOf(requiredMember(input, "QueueUrl")));
    if (mayUseQueue(caller, action, named)) return named;
    throw accessDenied(caller.arn, action, arn("sqs", named.name));
  };
}
