import { arn, resourceOf } from "../arn.ts";
import type { Identities } from "../iam/identities.ts";
import { trusts } from "../iam/policy.ts";
import type { QueueAddresses } from "../sqs/queue-addresses.ts";
import { mayUseQueue } from "../sqs/queue-access.ts";
import type { Queues } from "../sqs/queues.ts";
import { evaluateRule } from "./rule-evaluation.ts";
import type { RuleMessage } from "./rule-evaluation.ts";
import type { RuleSql } from "./rule-sql.ts";
import { matchesFilter } from "./topic-filter.ts";

/** Sends what the rule selected to a queue. */
export interface SqsAction {
  readonly queueUrl: string;
  readonly roleArn: string;
  readonly useBase64: boolean;
}

/** A topic rule. */
export interface TopicRule {
  readonly name: string;
  readonly enabled: boolean;
  readonly sql: RuleSql;
  readonly actions: readonly SqsAction[];
  readonly errorAction?: SqsAction;
}

/** The rules of the account. */
export interface TopicRules {
  put(rule: TopicRule): void;
  remove(name: string): void;
  find(name: string): TopicRule | undefined;
  /**
   * Runs every rule that matches. Resolves when each message that an action sent is on disk; where an action fails, the error
   * action has taken the message. Rejects when that failed too: then nobody has it.
   */
  route(message: RuleMessage): Promise<void>;
}

/** What rules work with. */
export interface RulesHost {
  readonly identities: Identities;
  readonly queues: Queues;
  readonly addresses: QueueAddresses;
}

/** Makes an account without rules. */
export function createTopicRules(host: RulesHost): TopicRules {
  const rules = new Map<string, TopicRule>();
  return {
    put: (rule) => void rules.set(rule.name, rule),
    remove: (name) => void rules.delete(name),
    find: (name) => rules.get(name),
    async route(message) {
      const matching = [...rules.values()].filter(
        ({ enabled, sql }) => enabled && matchesFilter(sql.filter, message.topic),
      );
      await Promise.all(matching.map((rule) => runRule(host, rule, message)));
    },
  };
}

async function runRule(host: RulesHost, rule: TopicRule, message: RuleMessage): Promise<void> {
  const selected = evaluateRule(rule.sql, message);
  await Promise.all(
    rule.actions.map((action) =>
      send(host, action, JSON.stringify(selected)).catch((error: unknown) =>
        runErrorAction({ host, rule, action, message, error }),
      ),
    ),
  );
}

interface Failure {
  readonly host: RulesHost;
  readonly rule: TopicRule;
  readonly action: SqsAction;
  readonly message: RuleMessage;
  readonly error: unknown;
}

// https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html
async function runErrorAction({ host, rule, action, message, error }: Failure): Promise<void> {
  if (!rule.errorAction) throw error;
  const body = JSON.stringify({
    ruleName: rule.name,
    topic: message.topic,
    cloudwatchTraceId: message.traceId,
    clientId: message.clientId,
    sourceIp: "127.0.0.1",
    base64OriginalPayload: message.payload.toString("base64"),
    failures: [
      {
        failedAction: "SqsAction",
        failedResource: action.queueUrl,
        errorMessage: error instanceof Error ? error.message : String(error),
      },
    ],
  });
  await send(host, rule.errorAction, body);
}

async function send(
  { identities, queues, addresses }: RulesHost,
  action: SqsAction,
  body: string,
): Promise<void> {
  const role = identities.role(action.roleArn);
  if (!role || !trusts(role.trust, "iot.amazonaws.com"))
    throw new Error(`AWS IoT cannot assume the role ${action.roleArn}`);
  const named = queues.get(addresses.nameOf(action.queueUrl));
  if (!mayUseQueue(role, "sqs:SendMessage", named)) {
    throw new Error(`the role ${action.roleArn} may not sqs:SendMessage on ${arn("sqs", named.name)}`);
  }
  const text = action.useBase64 ? Buffer.from(body).toString("base64") : body;
  await queues.send(named.name, [{ body: text, senderId: resourceOf(action.roleArn) }]);
}
