import { Failure, interruptedWhile } from "../failure.ts";
import type { Ended, Processes } from "../machine/processes.ts";
import { readMessage } from "./messages.ts";
import type { Changes, PlannedChange, TerraformMessage } from "./messages.ts";

/** What a plan came to; `needed` is false when everything stands as it should, outputs included. */
export interface Plan {
  readonly needed: boolean;
  readonly changes: Changes;
  readonly resources: readonly PlannedChange[];
}

/** Hears how many of the planned changes are done, and which resource is being worked on. */
export type OnProgress = (done: number, total: number, address: string) => void;

/** Terraform, or OpenTofu, in the folder of one stack. Every method throws a Failure with Terraform's own words. */
export interface Terraform {
  init(): Promise<void>;
  /** Makes a plan and keeps it in the folder until it is applied. */
  plan(options?: { destroy: boolean }): Promise<Plan>;
  /** Applies the kept plan. */
  apply(plan: Plan, onProgress: OnProgress): Promise<void>;
  /** The values of all outputs, secrets included. */
  outputs(): Promise<Record<string, unknown>>;
}

/** What Terraform is started with. */
export interface TerraformOptions {
  readonly processes: Processes;
  readonly binary: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The file of a plan within the stack's folder. */
export const PLAN_FILE = "stack.tfplan";

const CHANGES_PLANNED = 2;
const NO_CHANGES: Changes = { add: 0, change: 0, remove: 0 };
/** Variables by which a user's shell could lead Terraform astray. */
const FOREIGN = /^TF_(WORKSPACE|DATA_DIR|CLI_ARGS.*|VAR_.*)$/;

function environmentOf(given: TerraformOptions["environment"]): Record<string, string | undefined> {
  const own = Object.entries(given).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(own), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
}

function failed(what: string, ended: Ended, messages: readonly TerraformMessage[] = []): Failure {
  if (ended.interrupted) return interruptedWhile(what);
  const errors = messages.flatMap((message) => (message.kind === "error" ? [message.text] : []));
  const said = errors.length > 0 ? errors.join("\n") : ended.stderr || ended.stdout;
  // Terraform says this once for every resource, and what else it says then only follows from it.
  if (/no space left on device/i.test(said)) {
    return new Failure(`Terraform failed while ${what}: the disk is full`, {
      advice: "Free some space and run the same command again; what was done so far is kept.",
    });
  }
  return new Failure(`Terraform failed while ${what}: ${said.trim()}`, {
    advice: "Put it right and run the same command again; what was done so far is kept.",
  });
}

function planOf(code: number, messages: readonly TerraformMessage[]): Plan {
  const resources = messages.flatMap((message) => (message.kind === "planned" ? [message.change] : []));
  const summary = messages.findLast((message) => message.kind === "summary");
  return { needed: code === CHANGES_PLANNED, changes: summary?.changes ?? NO_CHANGES, resources };
}

/** Starts Terraform; the only place that does. */
export function createTerraform({ processes, binary, folder, environment }: TerraformOptions): Terraform {
  const run = (args: readonly string[], onLine?: (line: string) => void): Promise<Ended> =>
    processes.run({
      file: binary,
      args,
      folder,
      environment: environmentOf(environment),
      ...(onLine ? { onLine } : {}),
    });

  const runJson = async (
    args: readonly string[],
    onMessage: (message: TerraformMessage) => void = () => {},
  ): Promise<{ ended: Ended; messages: TerraformMessage[] }> => {
    const messages: TerraformMessage[] = [];
    const ended = await run(args, (line) => {
      const message = readMessage(line);
      if (!message) return;
      messages.push(message);
      onMessage(message);
    });
    return { ended, messages };
  };

  return {
    init: async () => {
      const ended = await run(["init", "-input=false", "-no-color"]);
      if (ended.code !== 0) throw failed("getting its providers", ended);
    },
    plan: async ({ destroy } = { destroy: false }) => {
      const args = [
        "plan",
        "-json",
        "-input=false",
        "-detailed-exitcode",
        "-lock-timeout=60s",
        `-out=${PLAN_FILE}`,
      ];
      const { ended, messages } = await runJson(destroy ? [...args, "-destroy"] : args);
      if (ended.interrupted || (ended.code !== 0 && ended.code !== CHANGES_PLANNED)) {
        throw failed("planning", ended, messages);
      }
      return planOf(ended.code, messages);
    },
    apply: async ({ changes }, onProgress) => {
      const total = changes.add + changes.change + changes.remove;
      let done = 0;
      const args = ["apply", "-json", "-input=false", "-lock-timeout=60s", PLAN_FILE];
      const { ended, messages } = await runJson(args, (message) => {
        if (message.kind === "completed") done += 1;
        if (message.kind === "completed" || message.kind === "started")
          onProgress(done, total, message.address);
      });
      if (ended.code !== 0) throw failed("applying", ended, messages);
    },
    outputs: async () => {
      const ended = await run(["output", "-json", "-no-color"]);
      if (ended.code !== 0) throw failed("reading its outputs", ended);
      const outputs = Object.entries<{ value: unknown }>(JSON.parse(ended.stdout));
      return Object.fromEntries(outputs.map(([name, { value }]) => [name, value]));
    },
  };
}

/** The version of a Terraform or OpenTofu binary, or undefined when it does not run. */
export async function versionOf(
  processes: Processes,
  binary: string,
  options: Pick<TerraformOptions, "folder" | "environment">,
): Promise<string | undefined> {
  const environment = { ...environmentOf(options.environment), TF_CLI_CONFIG_FILE: undefined };
  const command = { file: binary, args: ["version", "-json"], folder: options.folder, environment };
  const ended = await processes.run(command).catch(() => undefined);
  if (ended?.interrupted) throw interruptedWhile("looking for Terraform");
  return ended?.code === 0 ? /"terraform_version":\s*"([^"]+)"/.exec(ended.stdout)?.[1] : undefined;
}
