import { EXIT } from "../failure.ts";
import { renewOutputs } from "../outputs/renew-outputs.ts";
import type { CommandOptions, Console } from "./context.ts";
import { namedTwin } from "./named-twin.ts";
import type { CommandResult } from "./result.ts";

/** `twin outputs`. */
export async function outputsCommand(console: Console, options: CommandOptions): Promise<CommandResult> {
  const twin = await namedTwin(console, options);
  const { outputs, file } = await renewOutputs({ machine: console.machine, target: options.target, ...twin });
  const devices = Object.entries(outputs.ingest).map(([device, { url }]) => `  ${device}: ${url}`);
  return {
    json: outputs,
    text: [`hot reader: ${outputs.hot_reader.url}`, "devices:", ...devices, `written anew: ${file}`].join(
      "\n",
    ),
    exitCode: EXIT.ok,
  };
}
