import { destroy } from "../deploy/destroy.ts";
import { EXIT } from "../failure.ts";
import type { Leftovers } from "../target/target-platform.ts";
import type { CommandOptions, Console } from "./context.ts";
import { namedTwin } from "./named-twin.ts";
import type { CommandResult } from "./result.ts";

function leftoverWords({ running, resources }: Leftovers): string {
  if (!running) return "No process, file or resource of it is left.";
  return resources > 0
    ? `No file or resource of it is left; the local cloud runs on for ${resources} resources of other twins.`
    : "No file or resource of it is left; the local cloud runs on until twin local down.";
}

/** `twin destroy`. */
export async function destroyCommand(console: Console, options: CommandOptions): Promise<CommandResult> {
  const { machine, progress } = console;
  const { target } = options;
  const twin = await namedTwin(console, options);
  const { removed, leftovers } = await destroy({ machine, progress, target, ...twin });
  return {
    json: { ok: true, twin: twin.name, target, removed, local_cloud_running: leftovers.running },
    text: `${twin.name} is destroyed: ${removed} resources removed. ${leftoverWords(leftovers)}`,
    exitCode: EXIT.ok,
  };
}
