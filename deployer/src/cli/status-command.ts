import type { TwinStatus } from "@twin2multicloud/model";
import { placesOf } from "../deploy/places.ts";
import { EXIT } from "../failure.ts";
import { readStackOutputs } from "../outputs/stack-outputs.ts";
import { twinStatus } from "../status/twin-status.ts";
import type { CommandOptions, Console } from "./context.ts";
import { namedTwin } from "./named-twin.ts";
import type { CommandResult } from "./result.ts";

function statusText({ twin, state, messages, functions }: TwinStatus): string {
  const { received, stored, rejected } = messages;
  return [
    `${twin}: ${state}`,
    `messages: ${received} received, ${stored} stored, ${rejected} rejected`,
    ...functions.map(({ name, cloud, slot, invocations, errors, last_error }) => {
      const place = `${slot} on ${cloud}`.padEnd(16);
      const trouble = last_error ? ` (last error: ${last_error})` : "";
      return `  ${name.padEnd(12)} ${place} ${invocations} invocations, ${errors} errors${trouble}`;
    }),
  ].join("\n");
}

/** `twin status`. */
export async function statusCommand(console: Console, options: CommandOptions): Promise<CommandResult> {
  const { machine } = console;
  const { target } = options;
  const { name, platform, terraform } = await namedTwin(console, options);
  const { stack } = placesOf(machine.folder, name, target);
  const environment = { settings: {}, environment: machine.environment, caFile: "" };
  const status = await twinStatus({
    machine,
    name,
    target,
    platform: platform.status,
    stackOutputs: async () => readStackOutputs(await terraform(stack, environment).outputs()),
  });
  return { json: status, text: statusText(status), exitCode: EXIT.ok };
}
