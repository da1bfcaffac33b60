import type { Attributes, RequestContext } from "../../terraform/resource-handler.ts";
import { REGION, arn } from "../arn.ts";
import { block, number, requiredText, text, textMap, texts } from "../attribute-values.ts";
import type { Identities } from "../iam/identities.ts";
import { trusts } from "../iam/policy.ts";
import type { FunctionSettings } from "../lambda/function-settings.ts";
import type { Functions } from "../lambda/functions.ts";
import type { LambdaFunction } from "../lambda/lambda-function.ts";
import { absolutePath, tagsAll } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { checkLambdaFunction } from "./lambda-function-checks.ts";

const CODE_ATTRIBUTES = ["filename", "source_code_hash", "architectures"];

/** aws_lambda_function */
export function lambdaFunction(functions: Functions, identities: Identities): AwsResource {
  return {
    type: "aws_lambda_function",
    validate: checkLambdaFunction,
    requiresReplace: ["function_name", "package_type"],
    defaults: {
      architectures: ["x86_64"],
      memory_size: 128,
      package_type: "Zip",
      publish: false,
      reserved_concurrent_executions: -1,
      skip_destroy: false,
      timeout: 3,
    },
    changesOnUpdate: ["code_sha256", "last_modified", "source_code_hash", "source_code_size", "tags_all"],
    async create(planned, context) {
      const settings = functionSettings(planned);
      if (functions.find(settings.name))
        throw new Error(`ResourceConflictException: Function already exist: ${settings.name}`);
      refuseRole(identities, settings.roleArn);
      const deployed = await functions.deploy(settings, zipOf(planned, context));
      return { ...tagsAll(planned), ...computed(deployed), ...codeOf(deployed) };
    },
    async read(state) {
      const deployed = functions.find(requiredText(state, "function_name"));
      return deployed ? { ...state, code_sha256: deployed.code.sha256 } : null;
    },
    async update(prior, planned, context) {
      const settings = functionSettings(planned);
      refuseRole(identities, settings.roleArn);
      const sameCode = CODE_ATTRIBUTES.every(
        (name) => JSON.stringify(prior[name]) === JSON.stringify(planned[name]),
      );
      const deployed = sameCode
        ? functions.configure(settings)
        : await functions.deploy(settings, zipOf(planned, context));
      return { ...tagsAll(planned), ...codeOf(deployed) };
    },
    delete: (state) => functions.remove(requiredText(state, "function_name")),
    restore: (state) =>
      functions.restore(functionSettings(state), {
        zipFile: requiredText(state, "filename"),
        sha256: requiredText(state, "code_sha256"),
        size: number(state, "source_code_size") ?? 0,
      }),
  };
}

function refuseRole(identities: Identities, roleArn: string): void {
  const role = identities.role(roleArn);
  if (role && trusts(role.trust, "lambda.amazonaws.com")) return;
  throw new Error(
    `InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda (${roleArn}).`,
  );
}

function zipOf(planned: Attributes, context: RequestContext): string {
  return absolutePath(requiredText(planned, "filename"), context);
}

function functionSettings(attributes: Attributes): FunctionSettings {
  const name = requiredText(attributes, "function_name");
  const logging = block(attributes, "logging_config") ?? {};
  const reserved = number(attributes, "reserved_concurrent_executions") ?? -1;
  return {
    name,
    roleArn: requiredText(attributes, "role"),
    handler: requiredText(attributes, "handler"),
    runtime: requiredText(attributes, "runtime"),
    memoryMegabytes: number(attributes, "memory_size") ?? 128,
    timeoutSeconds: number(attributes, "timeout") ?? 3,
    environment: textMap(block(attributes, "environment") ?? {}, "variables"),
    logFormat: text(logging, "log_format") ?? "Text",
    logGroup: text(logging, "log_group") ?? `/aws/lambda/${name}`,
    ...(reserved >= 0 && { reservedConcurrency: reserved }),
  };
}

function computed({ arn: functionArn, settings }: LambdaFunction): Attributes {
  const invoke = (version: string, qualifier = ""): string =>
    `arn:aws:apigateway:${REGION}:lambda:path/${version}/functions/${functionArn}${qualifier}`;
  return {
    id: settings.name,
    arn: functionArn,
    invoke_arn: `${invoke("2015-03-31")}/invocations`,
    qualified_arn: `${arn("lambda", `function:${settings.name}`)}:$LATEST`,
    qualified_invoke_arn: `${invoke("2015-03-31", ":$LATEST")}/invocations`,
    response_streaming_invoke_arn: `${invoke("2021-11-15")}/response-streaming-invocations`,
    region: REGION,
    signing_job_arn: "",
    signing_profile_version_arn: "",
    version: "$LATEST",
    architectures: texts({}, "architectures"),
    ephemeral_storage: [{ size: 512 }],
    logging_config: [{ log_group: settings.logGroup }],
    tracing_config: [{ mode: "PassThrough" }],
  };
}

function codeOf({ code }: LambdaFunction): Attributes {
  return {
    code_sha256: code.sha256,
    last_modified: new Date().toISOString().replace("Z", "+0000"),
    source_code_hash: code.sha256,
    source_code_size: code.size,
  };
}
