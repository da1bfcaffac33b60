import type { Attributes } from "../../terraform/resource-handler.ts";
import { REGION, arn } from "../arn.ts";
import { block, blocks, flag, requiredText } from "../attribute-values.ts";
import { parseRuleSql } from "../iot/rule-sql.ts";
import type { SqsAction, TopicRule, TopicRules } from "../iot/topic-rules.ts";
import { tagsAll } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, among, matches, notEmulated, oneRegion, readable } from "./checks.ts";
import type { Check } from "./checks.ts";

const OTHER_ACTIONS = [
  "cloudwatch_alarm",
  "cloudwatch_logs",
  "cloudwatch_metric",
  "dynamodb",
  "dynamodbv2",
  "elasticsearch",
  "firehose",
  "http",
  "iot_analytics",
  "iot_events",
  "kafka",
  "kinesis",
  "lambda",
  "republish",
  "s3",
  "sns",
  "step_functions",
  "timestream",
];

const otherErrorActions: Check = (config) =>
  notEmulated(...OTHER_ACTIONS)(block(config, "error_action") ?? {});

/** aws_iot_topic_rule with actions that send to SQS queues. */
export function iotTopicRule(rules: TopicRules): AwsResource {
  return {
    type: "aws_iot_topic_rule",
    validate: all(
      matches("name", /^\w{1,128}$/, "1 to 128 letters, digits and underscores"),
      among("sql_version", ["2015-10-08", "2016-03-23", "beta"]),
      readable("sql", parseRuleSql),
      notEmulated(...OTHER_ACTIONS),
      otherErrorActions,
      oneRegion,
    ),
    requiresReplace: ["name"],
    changesOnUpdate: ["tags_all"],
    async create(planned) {
      const rule = topicRule(planned);
      if (rules.find(rule.name))
        throw new Error(`ResourceAlreadyExistsException: Topic Rule already exists (${rule.name})`);
      rules.put(rule);
      return { ...tagsAll(planned), id: rule.name, arn: arn("iot", `rule/${rule.name}`), region: REGION };
    },
    async read(state) {
      return rules.find(requiredText(state, "name")) ? state : null;
    },
    async update(_prior, planned) {
      rules.put(topicRule(planned));
      return tagsAll(planned);
    },
    async delete(state) {
      rules.remove(requiredText(state, "name"));
    },
    restore: async (state) => rules.put(topicRule(state)),
  };
}

function topicRule(attributes: Attributes): TopicRule {
  const [errorAction] = sqsActions(block(attributes, "error_action") ?? {});
  return {
    name: requiredText(attributes, "name"),
    enabled: flag(attributes, "enabled") ?? false,
    sql: parseRuleSql(requiredText(attributes, "sql")),
    actions: sqsActions(attributes),
    ...(errorAction && { errorAction }),
  };
}

function sqsActions(attributes: Attributes): SqsAction[] {
  return blocks(attributes, "sqs").map((action) => ({
    queueUrl: requiredText(action, "queue_url"),
    roleArn: requiredText(action, "role_arn"),
    useBase64: flag(action, "use_base64") ?? false,
  }));
}
