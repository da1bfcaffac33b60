import { readTwinName } from "../project.ts";
import type { TargetPlatform, TargetSession } from "../target/target-platform.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { targetPlatform, terraformBinary, terraformStarter } from "./context.ts";
import type { CommandOptions, Console } from "./context.ts";

/** A twin that may be deployed already, known by its name; its project need not be valid any more. */
export interface NamedTwin {
  readonly name: string;
  readonly platform: TargetPlatform;
  terraform(folder: string, session: TargetSession): Terraform;
}

/** Finds out which twin a command is about, and how to reach its stack. */
export async function namedTwin(console: Console, options: CommandOptions): Promise<NamedTwin> {
  const { machine } = console;
  const { name, accounts } = await readTwinName(machine, { folder: options.twin, target: options.target });
  const { aws, azure, gcp, google } = accounts;
  const platform = targetPlatform(machine, options, { name, accounts: { aws, azure, gcp: gcp ?? google } });
  return { name, platform, terraform: terraformStarter(machine, await terraformBinary(console, options)) };
}
