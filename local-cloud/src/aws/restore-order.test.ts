import { expect, test } from "vitest";
import { inRestoreOrder } from "./restore-order.ts";

test("devices may connect only when every rule is there that takes their messages", () => {
  const types = [
    "aws_iot_certificate",
    "aws_iot_policy",
    "aws_iot_policy_attachment",
    "aws_iam_role",
    "aws_iot_topic_rule",
    "aws_lambda_function",
  ];
  const recorded = types.map((type) => ({ type, attributes: {} }));
  expect(inRestoreOrder(recorded).map(({ type }) => type)).toEqual([
    "aws_iam_role",
    "aws_iot_topic_rule",
    "aws_lambda_function",
    "aws_iot_certificate",
    "aws_iot_policy",
    "aws_iot_policy_attachment",
  ]);
});
