import { fileURLToPath } from "node:url";
import type { DaemonServices } from "../../daemon/cloud-module.ts";
import { arn } from "../arn.ts";
import type { Clock } from "../clock.ts";
import type { Identities } from "../iam/identities.ts";
import type { FunctionCode } from "./function-code.ts";
import { functionEnvironment } from "./function-environment.ts";
import type { FunctionSettings } from "./function-settings.ts";
import { createInstancePool } from "./instance-pool.ts";
import type { InstanceHooks, InstancePool } from "./instance-pool.ts";
import { startInstance } from "./instance.ts";
import type { Instance } from "./instance.ts";
import type { Outcome } from "./invocation.ts";
import type { RuntimeApi } from "./runtime-api.ts";

/** What every function needs of its surroundings. */
export interface FunctionHost {
  readonly services: Pick<DaemonServices, "node" | "tls" | "functionLog">;
  readonly identities: Identities;
  readonly runtimeApi: RuntimeApi;
  readonly endpoint: string;
  readonly clock: Clock;
}

/** A deployed function. */
export interface LambdaFunction {
  readonly settings: FunctionSettings;
  readonly code: FunctionCode;
  readonly arn: string;
  readonly invocations: number;
  readonly errors: number;
  readonly lastError: string | undefined;
  /** How many invocations can run at a time on this machine. */
  readonly concurrency: number;
  /** Runs an invocation with this JSON event. Never rejects. */
  invoke(event: string): Promise<Outcome>;
  /** Swaps code and settings: what was begun ends on the old ones. */
  update(settings: FunctionSettings, code: FunctionCode): void;
  stop(): Promise<void>;
}

// AWS would start as many as are needed; here they share one machine.
const MAX_LOCAL_INSTANCES = 3;

const BOOTSTRAP = fileURLToPath(new URL("./bootstrap.mjs", import.meta.url));

/** Deploys a function; its processes start when they are needed. */
export function createLambdaFunction(
  host: FunctionHost,
  initialSettings: FunctionSettings,
  initialCode: FunctionCode,
): LambdaFunction {
  let settings = initialSettings;
  let code = initialCode;
  let pool = createPool(host, settings, code);
  const stats = { invocations: 0, errors: 0, lastError: undefined as string | undefined };

  return {
    get settings() {
      return settings;
    },
    get code() {
      return code;
    },
    get invocations() {
      return stats.invocations;
    },
    get errors() {
      return stats.errors;
    },
    get lastError() {
      return stats.lastError;
    },
    get concurrency() {
      return concurrencyOf(settings);
    },
    arn: functionArn(settings.name),
    async invoke(event) {
      stats.invocations += 1;
      const outcome = await pool.invoke(event);
      if (!outcome.ok) {
        stats.errors += 1;
        stats.lastError = `${outcome.error.errorType}: ${outcome.error.errorMessage}`;
        host.services.functionLog.write(settings.name, `invocation failed: ${stats.lastError}`);
      }
      return outcome;
    },
    update(nextSettings, nextCode) {
      const oldPool = pool;
      settings = nextSettings;
      code = nextCode;
      pool = createPool(host, settings, code);
      void oldPool.retire();
    },
    stop: () => pool.stop(),
  };
}

/** The ARN of a function by its name. */
export function functionArn(name: string): string {
  return arn("lambda", `function:${name}`);
}

function concurrencyOf({ reservedConcurrency = MAX_LOCAL_INSTANCES }: FunctionSettings): number {
  return Math.min(reservedConcurrency, MAX_LOCAL_INSTANCES);
}

function createPool(host: FunctionHost, settings: FunctionSettings, code: FunctionCode): InstancePool {
  const { services, identities, runtimeApi, endpoint, clock } = host;
  const onLine = logWriter(host, settings);
  const start = (hooks: InstanceHooks): Instance => {
    const credentials = identities.role(settings.roleArn)?.credentials ?? NO_CREDENTIALS;
    const { folder: codeFolder } = code;
    const { caFile } = services.tls;
    return startInstance({
      ...hooks,
      runtimeApi,
      clock,
      onLine,
      node: services.node,
      bootstrap: BOOTSTRAP,
      codeFolder,
      environment: functionEnvironment({ settings, credentials, endpoint, codeFolder, caFile }),
      functionArn: functionArn(settings.name),
      memoryMegabytes: settings.memoryMegabytes,
      timeoutMs: settings.timeoutSeconds * 1_000,
    });
  };
  return createInstancePool({ start, limit: concurrencyOf(settings), clock });
}

const NO_CREDENTIALS = { accessKeyId: "none", secretAccessKey: "none", sessionToken: "none" };

// As on AWS, a function whose role may not write logs leaves no lines.
function logWriter(
  { services, identities }: FunctionHost,
  settings: FunctionSettings,
): (line: string) => void {
  const stream = arn("logs", `log-group:${settings.logGroup}:log-stream:local`);
  const mayLog = (): boolean => {
    const role = identities.role(settings.roleArn);
    return ["logs:CreateLogStream", "logs:PutLogEvents"].every(
      (action) => role?.allows(action, stream) ?? false,
    );
  };
  let complained = false;
  return (line) => {
    if (mayLog()) services.functionLog.write(settings.name, line);
    else if (!complained) {
      complained = true;
      services.functionLog.write(
        settings.name,
        `no log lines: the role ${settings.roleArn} may not write to ${settings.logGroup}`,
      );
    }
  };
}
