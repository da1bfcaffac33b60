import type { Expression, RuleSql } from "./rule-sql.ts";

/** A message on its way through the rules. */
export interface RuleMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly clientId: string;
  /** Milliseconds since 1970 at which the broker took it. */
  readonly timestamp: number;
  /** A UUID for this message. */
  readonly traceId: string;
}

/** The object that a rule hands to its actions; columns without a value are left out. */
export function evaluateRule({ columns }: RuleSql, message: RuleMessage): Record<string, unknown> {
  const json = lazyJson(message.payload);
  const result: Record<string, unknown> = {};
  for (const { expression, name } of columns) {
    const value = evaluate(expression, message, json);
    if (name !== undefined) {
      if (value !== undefined) result[name] = value;
    } else if (isObject(value)) {
      Object.assign(result, value);
    } else {
      throw new Error("SELECT * needs a payload that is a JSON object");
    }
  }
  return result;
}

type Json = () => unknown;

function evaluate(expression: Expression, message: RuleMessage, json: Json): unknown {
  switch (expression.kind) {
    case "all":
      return json();
    case "literal":
      return expression.value;
    case "property":
      return expression.path.reduce<unknown>(
        (value, name) => (isObject(value) ? value[name] : undefined),
        json(),
      );
    default:
      return call(expression, message, json);
  }
}

function call(expression: Expression & { kind: "call" }, message: RuleMessage, json: Json): unknown {
  const [first, second] = expression.parameters;
  switch (expression.name) {
    case "clientid":
      return message.clientId;
    case "timestamp":
      return message.timestamp;
    case "traceid":
      return message.traceId;
    case "topic":
      return first ? topicLevel(message.topic, evaluate(first, message, json)) : message.topic;
    default:
      return encode(first, second && evaluate(second, message, json), { message, json });
  }
}

function topicLevel(topic: string, level: unknown): string | undefined {
  return typeof level === "number" ? topic.split("/")[level - 1] : undefined;
}

function encode(
  what: Expression | undefined,
  scheme: unknown,
  { message, json }: { message: RuleMessage; json: Json },
): string | undefined {
  if (scheme !== "base64") throw new Error("encode knows the scheme 'base64' only");
  if (!what || what.kind === "all") return message.payload.toString("base64");
  const value = evaluate(what, message, json);
  if (value === undefined) return undefined;
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64");
}

function lazyJson(payload: Buffer): Json {
  let parsed: { readonly value: unknown } | undefined;
  return () => {
    parsed ??= { value: parse(payload) };
    return parsed.value;
  };
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
