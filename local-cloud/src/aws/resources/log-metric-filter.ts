import { REGION } from "../arn.ts";
import { requiredText } from "../attribute-values.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, matches, oneRegion } from "./checks.ts";

/** aws_cloudwatch_log_metric_filter: a record only; the daemon counts log lines by itself. */
export function logMetricFilter(groups: ReadonlySet<string>): AwsResource {
  return {
    type: "aws_cloudwatch_log_metric_filter",
    validate: all(
      matches("name", /^[^:*]{1,512}$/, "1 to 512 characters without : and *"),
      matches("pattern", /^.{0,1024}$/s, "at most 1024 characters"),
      oneRegion,
    ),
    requiresReplace: ["log_group_name", "name"],
    defaults: { apply_on_transformed_logs: false },
    async create(planned) {
      const group = requiredText(planned, "log_group_name");
      if (!groups.has(group))
        throw new Error(`ResourceNotFoundException: the log group ${group} does not exist.`);
      return { id: requiredText(planned, "name"), region: REGION };
    },
    async read(state) {
      return groups.has(requiredText(state, "log_group_name")) ? state : null;
    },
    update: async () => ({}),
    async delete() {
      // The record goes with the resource.
    },
  };
}
