import { REGION, arn } from "../arn.ts";
import { number, requiredText, text } from "../attribute-values.ts";
import { newName, tagsAll } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, among, matches, oneRegion, wrong } from "./checks.ts";
import type { Check } from "./checks.ts";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const RETENTIONS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const retention: Check = (config) => {
  const days = number(config, "retention_in_days");
  return days === undefined || RETENTIONS.includes(days)
    ? []
    : [wrong("retention_in_days", days, `one of ${RETENTIONS.join(", ")}`)];
};

/** aws_cloudwatch_log_group; `groups` holds the names of those that exist. */
export function logGroup(groups: Set<string>): AwsResource {
  return {
    type: "aws_cloudwatch_log_group",
    validate: all(
      matches("name", /^[\w./#-]{1,512}$/, "1 to 512 letters, digits and ._-/#"),
      among("log_group_class", ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]),
      retention,
      oneRegion,
    ),
    requiresReplace: ["log_group_class", "name", "name_prefix"],
    defaults: { log_group_class: "STANDARD", retention_in_days: 0, skip_destroy: false },
    changesOnUpdate: ["tags_all"],
    async create(planned) {
      const name = newName(planned);
      if (groups.has(name))
        throw new Error(`ResourceAlreadyExistsException: the log group ${name} exists already.`);
      groups.add(name);
      return {
        ...tagsAll(planned),
        id: name,
        name,
        name_prefix: text(planned, "name_prefix") ?? "",
        arn: arn("logs", `log-group:${name}`),
        deletion_protection_enabled: false,
        region: REGION,
      };
    },
    async read(state) {
      return groups.has(requiredText(state, "name")) ? state : null;
    },
    update: async (_prior, planned) => tagsAll(planned),
    async delete(state) {
      groups.delete(requiredText(state, "name"));
    },
    async restore(state) {
      groups.add(requiredText(state, "name"));
    },
  };
}
