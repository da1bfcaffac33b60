import { join } from "node:path";
import { placesOf } from "../deploy/places.ts";
import { EXIT, failureOf } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { readTwinName } from "../project.ts";
import { createLocalCloud } from "../target/local-cloud.ts";
import type { LocalCloudCommand } from "../target/local-cloud.ts";
import type { CommandOptions, Console } from "./context.ts";

/** A command of the local cloud with what the user asked of it. */
export interface LocalCloudCall {
  readonly name: LocalCloudCommand;
  readonly json: boolean;
  readonly function?: string;
  readonly follow?: boolean;
}

/** Runs a command of the local cloud on this terminal; one that is started by hand stays until it is stopped by hand. */
export function handToLocalCloud(machine: Machine, call: LocalCloudCall): Promise<number> {
  return createLocalCloud(machine).hand(call.name, [
    ...(call.name === "up" ? ["--pin"] : []),
    ...(call.json ? ["--json"] : []),
    ...(call.function === undefined ? [] : ["--function", call.function]),
    ...(call.follow ? ["--follow"] : []),
  ]);
}

const asksForHelp = (args: readonly string[]): boolean =>
  args.some((arg) => arg === "--help" || arg === "-h");

async function outputsOf(
  machine: Machine,
  options: Pick<CommandOptions, "twin" | "target">,
): Promise<string> {
  const { name } = await readTwinName(machine, { folder: options.twin, target: options.target });
  return placesOf(machine.folder, name, options.target).outputs;
}

/** Runs the simulator on this terminal with the outputs of a twin; for its help no twin is needed. */
export async function handToSimulator(
  { machine, progress, print }: Console,
  options: Pick<CommandOptions, "twin" | "target">,
  args: readonly string[],
): Promise<number> {
  const { node, workspace, folder, environment, processes } = machine;
  const [command = "", ...others] = args;
  const program = join(workspace, "simulator", "bin", "simulate.js");
  const hand = (given: readonly string[]) =>
    processes.hand({ file: node, args: [program, command, ...given], folder, environment });
  if (asksForHelp(others)) return hand(["--help"]);
  try {
    return await hand(["--outputs", await outputsOf(machine, options), ...others]);
  } catch (error) {
    const { message, advice, exitCode } = failureOf(error);
    if (others.includes("--json"))
      print(JSON.stringify({ ok: false, error: { message, ...(advice ? { advice } : {}) } }));
    else progress.note(advice ? `${message}\n${advice}` : message);
    return exitCode === EXIT.ok ? EXIT.failed : exitCode;
  }
}
