import type { Attributes } from "../terraform/resource-handler.ts";
import { requiredText } from "./attribute-values.ts";
import type { TestCloud } from "./test-cloud.fixture.ts";
import { allow, trust } from "./test-policies.fixture.ts";

/** How a function for tests differs from the usual one. */
export interface TestFunction {
  readonly name: string;
  /** The text of index.cjs. */
  readonly code: string;
  readonly settings?: Attributes;
  /** What the role may do besides writing logs. */
  readonly permissions?: readonly (readonly [readonly string[], readonly string[]])[];
}

/** Deploys a function with a role of its own. */
export async function createFunction(
  aws: TestCloud,
  { name, code, settings = {}, permissions = [] }: TestFunction,
): Promise<Attributes> {
  const role = await aws.create("aws_iam_role", { name, assume_role_policy: trust("lambda.amazonaws.com") });
  const logs = [
    ["logs:CreateLogStream", "logs:PutLogEvents"],
    [`arn:aws:logs:*:*:log-group:/aws/lambda/${name}:*`],
  ] as const;
  await aws.create("aws_iam_role_policy", { name, role: name, policy: allow(logs, ...permissions) });
  return aws.create("aws_lambda_function", {
    function_name: name,
    filename: await aws.zip(`${name}.zip`, { "index.cjs": code }),
    handler: "index.handler",
    runtime: "nodejs22.x",
    role: requiredText(role, "arn"),
    ...settings,
  });
}

/** Makes a function's URL public and returns it. */
export async function createPublicUrl(aws: TestCloud, name: string): Promise<string> {
  const url = await aws.create("aws_lambda_function_url", {
    function_name: name,
    authorization_type: "NONE",
  });
  await aws.create("aws_lambda_permission", {
    action: "lambda:InvokeFunctionUrl",
    function_name: name,
    function_url_auth_type: "NONE",
    principal: "*",
    statement_id: "url",
  });
  await aws.create("aws_lambda_permission", {
    action: "lambda:InvokeFunction",
    function_name: name,
    invoked_via_function_url: true,
    principal: "*",
    statement_id: "invoke",
  });
  return requiredText(url, "function_url");
}
