import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AppPackage } from "./app-package.ts";
import type { AppSettings } from "./app-settings.ts";
import type { FunctionMetadata, Outcome, TypedData, WorkerLine } from "./protocol.ts";
import { startWorker } from "./worker-process.ts";
import type { Worker } from "./worker-process.ts";

/** One deployed version of an app: a package with its settings. */
export interface Generation {
  readonly functions: readonly FunctionMetadata[];
  readonly package: AppPackage;
  readonly settings: AppSettings;
  /** Runs a function once; a try that takes longer than host.json allows ends the process, as in the real host. */
  run(functionName: string, trigger: TriggerInput): Promise<Outcome>;
  /** Ends the process at once. */
  kill(): Promise<void>;
}

/** What set a function off. */
export interface TriggerInput {
  readonly input: TypedData;
  readonly metadata: Readonly<Record<string, TypedData>>;
}

/** What a generation is made from. */
export interface GenerationOptions {
  readonly node: string;
  readonly package: AppPackage;
  readonly settings: AppSettings;
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: WorkerLine) => void;
}

const INDEX = "functions.indexed.json";
const TRIGGERS = ["httpTrigger", "queueTrigger"];

/** Starts the process once to learn its functions; rejects with what the package threw or what is not emulated. */
export async function loadGeneration(options: GenerationOptions): Promise<Generation> {
  const worker = await start(options);
  try {
    worker.functions.forEach(refuseUnknown);
  } catch (error) {
    await worker.kill();
    throw error;
  }
  await writeFile(join(options.package.folder, INDEX), JSON.stringify(worker.functions));
  return createGeneration(options, { functions: worker.functions, worker });
}

/** A generation whose functions are known from before a restart of the daemon: its process starts with the first invocation. */
export async function resumeGeneration(options: GenerationOptions): Promise<Generation> {
  const index = await readFile(join(options.package.folder, INDEX), "utf8").catch(() => undefined);
  return index === undefined
    ? loadGeneration(options)
    : createGeneration(options, { functions: JSON.parse(index) });
}

function start({ node, package: { folder, main }, env, onLine }: GenerationOptions): Promise<Worker> {
  return startWorker({ node, folder, main, env, onLine });
}

function createGeneration(
  options: GenerationOptions,
  { functions, worker }: { functions: readonly FunctionMetadata[]; worker?: Worker },
): Generation {
  let current: Promise<Worker> | undefined;

  const adopt = (starting: Promise<Worker>): Promise<Worker> => {
    current = starting;
    const forget = (): void => {
      if (current === starting) current = undefined;
    };
    starting.then((one) => one.exited.then(forget), forget);
    return starting;
  };

  const timeoutMs = options.package.host.functionTimeoutMs;
  const invoke = async (functionName: string, trigger: TriggerInput): Promise<Outcome> => {
    const running = await (current ?? adopt(start(options)));
    const invocationId = randomUUID();
    const { input, metadata: triggerMetadata } = trigger;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void running.kill();
    }, timeoutMs);
    const outcome = await running.invoke({ functionName, invocationId, input, triggerMetadata });
    clearTimeout(timer);
    return late
      ? { ok: false, error: `Timeout value of ${timeoutMs} ms exceeded by function ${functionName}` }
      : outcome;
  };

  if (worker) void adopt(Promise.resolve(worker));
  return {
    functions,
    package: options.package,
    settings: options.settings,
    run: (functionName, trigger) =>
      invoke(functionName, trigger).catch((error: unknown) => ({
        ok: false,
        error: error instanceof Error ? error.message : String(error),
      })),
    async kill() {
      await current?.then((one) => one.kill()).catch(() => undefined);
    },
  };
}

function refuseUnknown({ name, bindings }: FunctionMetadata): void {
  for (const { type, direction } of Object.values(bindings)) {
    if (TRIGGERS.includes(type) || (type === "http" && direction === "out")) continue;
    throw new Error(
      `function ${name}: the local cloud does not emulate bindings of type ${type} (${direction})`,
    );
  }
}
