import { REGION } from "../arn.ts";
import type { Credentials } from "../iam/identities.ts";
import type { FunctionSettings } from "./function-settings.ts";

/** What a function's environment is made from. */
export interface EnvironmentInput {
  readonly settings: FunctionSettings;
  readonly credentials: Credentials;
  readonly codeFolder: string;
  readonly endpoint: string;
  readonly caFile: string;
}

/**
 * The environment of a function's process: what the real service sets
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), what leads SDKs here, and the function's own.
 */
export function functionEnvironment(input: EnvironmentInput): Record<string, string> {
  const { settings, credentials, codeFolder, endpoint, caFile } = input;
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: settings.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    AWS_REGION: REGION,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    LAMBDA_TASK_ROOT: codeFolder,
    LANG: "en_US.UTF-8",
    NODE_EXTRA_CA_CERTS: caFile,
    PATH: process.env["PATH"] ?? "",
    TZ: ":UTC",
    _HANDLER: settings.handler,
    ...settings.environment,
  };
}
