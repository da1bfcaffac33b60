import type { Attributes } from "../../terraform/resource-handler.ts";
import { REGION } from "../arn.ts";
import { requiredText } from "../attribute-values.ts";
import type { QueueAddresses } from "../sqs/queue-addresses.ts";
import type { Queues } from "../sqs/queues.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, oneRegion, policyDocument } from "./checks.ts";

/** aws_sqs_queue_policy */
export function sqsQueuePolicy(queues: Queues, addresses: QueueAddresses): AwsResource {
  const nameOf = (attributes: Attributes): string => addresses.nameOf(requiredText(attributes, "queue_url"));
  const set = (attributes: Attributes): Promise<void> =>
    queues.setAttributes(nameOf(attributes), { Policy: requiredText(attributes, "policy") });
  return {
    type: "aws_sqs_queue_policy",
    validate: all(policyDocument("policy", 20_480), oneRegion),
    requiresReplace: ["queue_url"],
    async create(planned) {
      await set(planned);
      return { id: requiredText(planned, "queue_url"), region: REGION };
    },
    async read(state) {
      const policy = queues.find(nameOf(state))?.attributes["Policy"];
      return policy === undefined ? null : { ...state, policy };
    },
    async update(_prior, planned) {
      await set(planned);
      return {};
    },
    async delete(state) {
      if (queues.find(nameOf(state))) await queues.setAttributes(nameOf(state), { Policy: "" });
    },
  };
}
