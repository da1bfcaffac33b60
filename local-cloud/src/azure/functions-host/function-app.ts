import type { FunctionStatus } from "../../daemon/cloud-module.ts";
import type { FunctionLog } from "../../processes/function-log.ts";
import type { HttpHandler, HttpReply } from "../http/https-endpoint.ts";
import type { DataAction } from "../identity/roles.ts";
import type { QueueStore } from "../storage/queue-store.ts";
import { discardPackage, openPackage } from "./app-package.ts";
import type { AppSettings, QueueConnection } from "./app-settings.ts";
import { queueConnection, resolveBindingText } from "./app-settings.ts";
import { loadGeneration, resumeGeneration } from "./generation.ts";
import type { Generation, GenerationOptions, TriggerInput } from "./generation.ts";
import { fromHttpOutput, matchRoute, toHttpInput } from "./http-routes.ts";
import { createInvocations } from "./invocations.ts";
import type { Outcome } from "./protocol.ts";
import { startQueueListener } from "./queue-listener.ts";
import type { QueueListener } from "./queue-listener.ts";

/** A queue that the host can reach, and what keeps it from doing something with it. */
export interface ReachedQueue {
  /** `account/name` */
  readonly name: string;
  obstacle(queueName: string, anyOf: readonly DataAction[]): string | undefined;
}

/** What an app needs of its surroundings. */
export interface FunctionAppOptions {
  readonly name: string;
  readonly node: string;
  /** Where packages are unpacked. */
  readonly folder: string;
  readonly queues: QueueStore;
  readonly functionLog: FunctionLog;
  /** Environment of the process besides the settings. */
  readonly platformEnv: () => Readonly<Record<string, string>>;
  /** Finds the queue of a connection with the permissions of the app's identity. */
  readonly reach: (connection: QueueConnection, queueName: string) => ReachedQueue;
  readonly now: () => number;
}

/** What is deployed to an app. */
export interface Deployment {
  readonly zip: Uint8Array;
  readonly settings: AppSettings;
}

/** A function app. */
export interface FunctionApp {
  /** Replaces what runs; work that has begun ends in the old process. Rejects, and changes nothing, when the package cannot be loaded. */
  deploy(deployment: Deployment): Promise<void>;
  /** Takes up what was deployed before the daemon was restarted. */
  resume(deployment: Deployment): Promise<void>;
  readonly handle: HttpHandler;
  status(): readonly FunctionStatus[];
  close(): Promise<void>;
}

interface Running {
  readonly generation: Generation;
  readonly listeners: readonly QueueListener[];
  readonly requests: Set<Promise<Outcome>>;
}

interface QueueTrigger {
  readonly functionName: string;
  readonly queueName: string;
  readonly reached: ReachedQueue;
}

/** Makes an app with nothing deployed to it yet. */
export function createFunctionApp(options: FunctionAppOptions): FunctionApp {
  const { name, functionLog } = options;
  const invocations = createInvocations(name);
  let running: Running | undefined;

  const report = (line: string, functionName?: string): void =>
    functionLog.write(functionName ? `${name}/${functionName}` : name, line);

  const run = async (
    of: { generation: Generation; functionName: string },
    trigger: TriggerInput,
  ): Promise<Outcome> => {
    invocations.started(of.functionName);
    const outcome = await of.generation.run(of.functionName, trigger);
    invocations.ended(of.functionName, outcome);
    if (!outcome.ok) report(`local cloud: invocation failed: ${outcome.error}`, of.functionName);
    return outcome;
  };

  const generationOptions = async ({ zip, settings }: Deployment): Promise<GenerationOptions> => ({
    node: options.node,
    package: await openPackage(zip, { parent: options.folder, settings }),
    settings,
    env: { ...settings, ...options.platformEnv() },
    onLine: ({ line, functionName }) => report(line, functionName),
  });

  const queueTriggers = ({ functions, settings }: Generation): QueueTrigger[] =>
    functions.flatMap(({ name: functionName, bindings }) => {
      const trigger = Object.values(bindings).find((one) => one.type === "queueTrigger");
      if (!trigger) return [];
      const queueName = resolveBindingText(trigger.queueName ?? "", settings);
      const connection = queueConnection(trigger.connection || "AzureWebJobsStorage", settings);
      return [{ functionName, queueName, reached: options.reach(connection, queueName) }];
    });

  const listen = (
    generation: Generation,
    { functionName, queueName, reached }: QueueTrigger,
  ): QueueListener =>
    startQueueListener({
      store: options.queues,
      queue: reached.name,
      settings: generation.package.host.queues,
      functionTimeoutMs: generation.package.host.functionTimeoutMs,
      obstacle: (anyOf) => reached.obstacle(queueName, anyOf),
      poisonObstacle: (anyOf) => reached.obstacle(`${queueName}-poison`, anyOf),
      run: (input, metadata) => run({ generation, functionName }, { input, metadata }),
      report: (problem) => report(`local cloud: ${problem}`, functionName),
      now: options.now,
    });

  const replace = async (generation: Generation): Promise<void> => {
    const triggers = queueTriggers(generation);
    const old = running;
    await Promise.all((old?.listeners ?? []).map((one) => one.stop()));
    running = { generation, listeners: triggers.map((one) => listen(generation, one)), requests: new Set() };
    if (old) await Promise.all(old.requests);
    await old?.generation.kill();
    if (old && old.generation.package.folder !== generation.package.folder)
      await discardPackage(old.generation.package);
  };

  return {
    async deploy(deployment) {
      const generation = await loadGeneration(await generationOptions(deployment));
      await replace(generation).catch(async (error: unknown) => {
        await generation.kill();
        throw error;
      });
    },
    resume: async (deployment) => replace(await resumeGeneration(await generationOptions(deployment))),
    async handle(request): Promise<HttpReply> {
      const present = running;
      if (!present) return { status: 503, body: "Function host is not running." };
      const { generation } = present;
      const match = matchRoute(generation.functions, generation.package.host.routePrefix, request);
      if (!match) return { status: 404 };
      // No keys were handed out, so only what is open to all can be called.
      if (match.binding.authLevel !== "anonymous") return { status: 401 };
      const trigger = { input: toHttpInput(request, match), metadata: {} };
      const answering = run({ generation, functionName: match.functionName }, trigger);
      present.requests.add(answering);
      const outcome = await answering.finally(() => present.requests.delete(answering));
      return outcome.ok ? fromHttpOutput(outcome.value) : { status: 500 };
    },
    status: () => invocations.status((running?.generation.functions ?? []).map((one) => one.name)),
    async close() {
      const old = running;
      running = undefined;
      await old?.generation.kill();
      await Promise.all((old?.listeners ?? []).map((one) => one.stop()));
    },
  };
}
