import { join } from "node:path";
import { placesOf } from "../deploy/places.ts";
import { EXIT, failureOf } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { readTwinName } from "../project.ts";
import { createLocalCloud } from "../target/local-cloud.ts";
import type { LocalCloudCommand } from "../target/local-cloud.ts";
import type { CommandOptions } from "./context.ts";

/** Runs a command of the local cloud on this terminal; one that is started by hand stays until it is stopped by hand. */
export function handToLocalCloud(
  machine: Machine,
  command: LocalCloudCommand,
  json: boolean,
): Promise<number> {
  return createLocalCloud(machine).hand(command, [
    ...(command === "up" ? ["--pin"] : []),
    ...(json ? ["--json"] : []),
  ]);
}

/** Runs the simulator on this terminal with the outputs of a twin. */
export async function handToSimulator(
  machine: Machine,
  options: Pick<CommandOptions, "twin" | "target">,
  args: readonly string[],
): Promise<number> {
  const { node, workspace, folder, environment, processes } = machine;
  try {
    const [command = "", ...others] = args;
    const { name } = await readTwinName(machine, { folder: options.twin, target: options.target });
    const outputs = placesOf(folder, name, options.target).outputs;
    const program = join(workspace, "simulator", "bin", "simulate.js");
    return await processes.hand({
      file: node,
      args: [program, command, "--outputs", outputs, ...others],
      folder,
      environment,
    });
  } catch (error) {
    const { message, advice, exitCode } = failureOf(error);
    process.stderr.write(`${message}\n${advice ?? ""}\n`);
    return exitCode === EXIT.ok ? EXIT.failed : exitCode;
  }
}
