import { describe, expect, test } from "vitest";
import { decide, parsePolicy, trusts } from "./policy.ts";

const policy = (...Statement: object[]): ReturnType<typeof parsePolicy> =>
  parsePolicy(JSON.stringify({ Statement }));
const QUEUE = "arn:aws:sqs:eu-central-1:000000000000:demo-dispatcher";

describe("decide", () => {
  test("what no statement names is silent", () => {
    const policies = [policy({ Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE })];
    expect(decide(policies, { action: "sqs:DeleteMessage", resource: QUEUE })).toBe("silent");
    expect(decide(policies, { action: "sqs:SendMessage", resource: `${QUEUE}-dead` })).toBe("silent");
    expect(decide([], { action: "sqs:SendMessage", resource: QUEUE })).toBe("silent");
  });

  test("a deny wins over an allow, in whatever order", () => {
    const allow = { Effect: "Allow", Action: "sqs:*", Resource: "*" };
    const deny = { Effect: "Deny", Action: "sqs:PurgeQueue", Resource: QUEUE };
    expect(decide([policy(allow, deny)], { action: "sqs:PurgeQueue", resource: QUEUE })).toBe("denied");
    expect(decide([policy(deny), policy(allow)], { action: "sqs:PurgeQueue", resource: QUEUE })).toBe(
      "denied",
    );
    expect(decide([policy(allow, deny)], { action: "sqs:SendMessage", resource: QUEUE })).toBe("allowed");
  });

  test("actions match whatever their case, resources do not", () => {
    const policies = [
      policy({ Effect: "Allow", Action: ["SQS:sendmessage"], Resource: ["arn:aws:sqs:*:*:demo-?ispatcher"] }),
    ];
    expect(decide(policies, { action: "sqs:SendMessage", resource: QUEUE })).toBe("allowed");
    expect(decide(policies, { action: "sqs:SendMessage", resource: QUEUE.toUpperCase() })).toBe("silent");
  });

  test("NotAction and NotResource turn the match round", () => {
    const policies = [policy({ Effect: "Allow", NotAction: "sqs:Delete*", NotResource: "*-dead" })];
    expect(decide(policies, { action: "sqs:SendMessage", resource: QUEUE })).toBe("allowed");
    expect(decide(policies, { action: "sqs:DeleteQueue", resource: QUEUE })).toBe("silent");
    expect(decide(policies, { action: "sqs:SendMessage", resource: `${QUEUE}-dead` })).toBe("silent");
  });

  test("conditions are not evaluated: a conditional allow counts, a conditional deny does not", () => {
    const Condition = { Bool: { "aws:SecureTransport": "false" } };
    expect(
      decide([policy({ Effect: "Allow", Action: "*", Resource: "*", Condition })], {
        action: "a:b",
        resource: "r",
      }),
    ).toBe("allowed");
    expect(
      decide([policy({ Effect: "Deny", Action: "*", Resource: "*", Condition })], {
        action: "a:b",
        resource: "r",
      }),
    ).toBe("silent");
  });
});

describe("policy variables", () => {
  const document = JSON.stringify({
    Statement: { Effect: "Allow", Action: "iot:Connect", Resource: "client/${iot:ClientId}" },
  });
  const may = (variables: Record<string, string>, resource: string): boolean =>
    decide([parsePolicy(document, variables)], { action: "iot:Connect", resource }) === "allowed";

  test("a variable stands for its value", () => {
    expect(may({ "iot:ClientId": "pump" }, "client/pump")).toBe(true);
    expect(may({ "iot:ClientId": "pump" }, "client/valve")).toBe(false);
  });

  test("a wildcard inside a value is no wildcard", () => {
    expect(may({ "iot:ClientId": "*" }, "client/valve")).toBe(false);
    expect(may({ "iot:ClientId": "p.mp" }, "client/pump")).toBe(false);
  });

  test("a variable without a value matches nothing, not even its own text", () => {
    expect(may({}, "client/${iot:ClientId}")).toBe(false);
    expect(may({}, "client/")).toBe(false);
  });
});

describe("trust", () => {
  const trust = policy({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: ["lambda.amazonaws.com"] },
  });

  test("only the named service may take on the role", () => {
    expect(trusts(trust, "lambda.amazonaws.com")).toBe(true);
    expect(trusts(trust, "iot.amazonaws.com")).toBe(false);
  });
});

describe("parsePolicy", () => {
  test.each([
    ["{", "must be JSON"],
    ["[]", "must be a JSON object"],
    ["{}", "at least one Statement"],
    ['{"Statement":{"Effect":"Maybe","Action":"*"}}', "Effect must be Allow or Deny"],
    ['{"Statement":{"Effect":"Allow"}}', "needs an Action"],
    ['{"Statement":{"Effect":"Allow","Action":[1]}}', "expected a text"],
  ])("%s is refused: %s", (document, reason) => {
    expect(() => parsePolicy(document)).toThrow(reason);
  });
});
