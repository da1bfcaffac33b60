import type { Attributes } from "../../terraform/resource-handler.ts";
import { REGION } from "../arn.ts";
import { flag, requiredText, text } from "../attribute-values.ts";
import type { Functions } from "../lambda/functions.ts";
import { functionNameOf, newName } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, among, matches, oneRegion } from "./checks.ts";
import type { Check } from "./checks.ts";

// https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
const urlArguments: Check = (config) => {
  const action = text(config, "action");
  const authType = text(config, "function_url_auth_type");
  const viaUrl = flag(config, "invoked_via_function_url");
  return [
    ...(authType !== undefined && action !== "lambda:InvokeFunctionUrl"
      ? [
          {
            summary: "function_url_auth_type goes with lambda:InvokeFunctionUrl only",
            path: ["function_url_auth_type"],
          },
        ]
      : []),
    ...(viaUrl === true && action !== "lambda:InvokeFunction"
      ? [
          {
            summary: "invoked_via_function_url goes with lambda:InvokeFunction only",
            path: ["invoked_via_function_url"],
          },
        ]
      : []),
  ];
};

/** aws_lambda_permission */
export function lambdaPermission(functions: Functions): AwsResource {
  const nameOf = (attributes: Attributes): string =>
    functionNameOf(requiredText(attributes, "function_name"));
  const put = (attributes: Attributes, statementId: string): void =>
    void functions.permissions(nameOf(attributes)).set(statementId, {
      action: requiredText(attributes, "action"),
      principal: requiredText(attributes, "principal"),
      functionUrlAuthType: text(attributes, "function_url_auth_type"),
      invokedViaFunctionUrl: flag(attributes, "invoked_via_function_url") ?? false,
    });
  return {
    type: "aws_lambda_permission",
    validate: all(
      matches("action", /^(lambda:\*|lambda:[A-Za-z]+|\*)$/, "an action such as lambda:InvokeFunction"),
      matches("statement_id", /^[\w-]{1,100}$/, "1 to 100 letters, digits, hyphens and underscores"),
      among("function_url_auth_type", ["AWS_IAM", "NONE"]),
      urlArguments,
      oneRegion,
    ),
    requiresReplace: [
      "action",
      "event_source_token",
      "function_name",
      "function_url_auth_type",
      "invoked_via_function_url",
      "principal",
      "principal_org_id",
      "qualifier",
      "source_account",
      "source_arn",
      "statement_id",
      "statement_id_prefix",
    ],
    async create(planned) {
      const name = nameOf(planned);
      if (!functions.find(name)) throw new Error(`ResourceNotFoundException: Function not found: ${name}`);
      const statementId = text(planned, "statement_id") ?? newName({}, text(planned, "statement_id_prefix"));
      if (functions.permissions(name).has(statementId)) {
        throw new Error(
          `ResourceConflictException: The statement id (${statementId}) provided already exists.`,
        );
      }
      put(planned, statementId);
      return { id: statementId, statement_id: statementId, statement_id_prefix: "", region: REGION };
    },
    async read(state) {
      return functions.permissions(nameOf(state)).has(requiredText(state, "statement_id")) ? state : null;
    },
    update: async () => ({}),
    async delete(state) {
      functions.permissions(nameOf(state)).delete(requiredText(state, "statement_id"));
    },
    restore: async (state) => put(state, requiredText(state, "statement_id")),
  };
}
