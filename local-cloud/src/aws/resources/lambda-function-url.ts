import { createHash } from "node:crypto";
import type { DaemonServices } from "../../daemon/cloud-module.ts";
import { REGION } from "../arn.ts";
import { requiredText } from "../attribute-values.ts";
import { startFunctionUrl, urlPortName } from "../lambda/function-url.ts";
import type { FunctionUrl } from "../lambda/function-url.ts";
import type { Functions } from "../lambda/functions.ts";
import { functionArn } from "../lambda/lambda-function.ts";
import { functionNameOf } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, among, notEmulated, oneRegion } from "./checks.ts";

/** What the resource needs; `running` holds the servers of the URLs by function name. */
export interface FunctionUrlHost {
  readonly services: Pick<DaemonServices, "outage" | "port" | "releasePort" | "tls">;
  readonly functions: Functions;
  readonly running: Map<string, FunctionUrl>;
}

/** aws_lambda_function_url */
export function lambdaFunctionUrl({ services, functions, running }: FunctionUrlHost): AwsResource {
  const start = async (name: string): Promise<FunctionUrl> => {
    const started = running.get(name) ?? (await startFunctionUrl(services, functions, name));
    running.set(name, started);
    return started;
  };
  return {
    type: "aws_lambda_function_url",
    validate: all(
      among("authorization_type", ["AWS_IAM", "NONE"]),
      among("invoke_mode", ["BUFFERED"]),
      notEmulated("cors", "qualifier"),
      oneRegion,
    ),
    requiresReplace: ["function_name", "qualifier"],
    defaults: { invoke_mode: "BUFFERED" },
    async create(planned) {
      const name = functionNameOf(requiredText(planned, "function_name"));
      if (!functions.find(name))
        throw new Error(`ResourceNotFoundException: Function does not exist: ${functionArn(name)}`);
      if (running.has(name))
        throw new Error(
          `ResourceConflictException: Failed to create function url config for ${name}: it exists already.`,
        );
      const { url } = await start(name);
      return {
        id: name,
        function_arn: functionArn(name),
        function_url: url,
        url_id: createHash("sha256").update(url).digest("hex").slice(0, 32),
        region: REGION,
      };
    },
    async read(state) {
      return running.has(functionNameOf(requiredText(state, "function_name"))) ? state : null;
    },
    update: async () => ({}),
    async delete(state) {
      const name = functionNameOf(requiredText(state, "function_name"));
      await running.get(name)?.close();
      running.delete(name);
      await services.releasePort(urlPortName(name));
    },
    restore: async (state) => void (await start(functionNameOf(requiredText(state, "function_name")))),
  };
}
