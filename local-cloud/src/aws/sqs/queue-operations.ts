import type { ApiCall } from "../api/api-service.ts";
import { AwsError, accessDenied } from "../api/aws-error.ts";
import { arn } from "../arn.ts";
import { createPermit } from "./queue-access.ts";
import type { Operations, SqsApiOptions } from "./sqs-operations.ts";
import { names, requiredMember, textMembers } from "./sqs-input.ts";
import { allAttributes } from "./sqs-output.ts";

/** The operations on queues as such. */
export function queueOperations({ queues, addresses }: SqsApiOptions): Operations {
  const permit = createPermit(queues, addresses);
  const byName = (call: ApiCall, action: string): string => {
    const name = requiredMember(call.input, "QueueName");
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
      throw new AwsError(
        "InvalidParameterValue",
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
      );
    }
    if (!call.caller.allows(action, arn("sqs", name)))
      throw accessDenied(call.caller.arn, action, arn("sqs", name));
    return name;
  };
  return {
    async CreateQueue(call) {
      const name = byName(call, "sqs:CreateQueue");
      await queues.create(name, textMembers(call.input, "Attributes"));
      return { QueueUrl: addresses.url(name) };
    },
    GetQueueUrl: async (call) => ({
      QueueUrl: addresses.url(queues.get(byName(call, "sqs:GetQueueUrl")).name),
    }),
    async ListQueues(call) {
      if (!call.caller.allows("sqs:ListQueues", arn("sqs", "*")))
        throw accessDenied(call.caller.arn, "sqs:ListQueues", arn("sqs", "*"));
      const prefix = typeof call.input["QueueNamePrefix"] === "string" ? call.input["QueueNamePrefix"] : "";
      return {
        QueueUrls: queues
          .names()
          .filter((name) => name.startsWith(prefix))
          .map(addresses.url),
      };
    },
    async GetQueueAttributes(call) {
      const attributes = allAttributes(permit(call, "sqs:GetQueueAttributes"));
      const wanted = names(call.input, "AttributeNames");
      const entries = Object.entries(attributes).filter(
        ([name]) => wanted.includes("All") || wanted.includes(name),
      );
      return { Attributes: Object.fromEntries(entries) };
    },
    async SetQueueAttributes(call) {
      await queues.setAttributes(
        permit(call, "sqs:SetQueueAttributes").name,
        textMembers(call.input, "Attributes"),
      );
      return {};
    },
    async PurgeQueue(call) {
      await queues.purge(permit(call, "sqs:PurgeQueue").name);
      return {};
    },
    async DeleteQueue(call) {
      await queues.drop(permit(call, "sqs:DeleteQueue").name);
      return {};
    },
  };
}
