import type { Outputs, Target } from "@twin2multicloud/model";
import { CLOUDS } from "@twin2multicloud/model";
import { builtSlots } from "@twin2multicloud/topology";
import { placesOf } from "../deploy/places.ts";
import { Failure } from "../failure.ts";
import { INGEST } from "../ingest/index.ts";
import type { Machine } from "../machine/machine.ts";
import type { TargetPlatform, TargetSession } from "../target/target-platform.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { readOutputs, writeOutputs } from "./outputs.ts";
import { readStackOutputs } from "./stack-outputs.ts";

/** What outputs are renewed with. */
export interface RenewContext {
  readonly machine: Machine;
  readonly name: string;
  readonly target: Target;
  readonly platform: TargetPlatform;
  terraform(folder: string, session: TargetSession): Terraform;
}

/** Writes the outputs of the last deploy anew, with fresh tokens for every device. Throws a Failure when there was no deploy. */
export async function renewOutputs(context: RenewContext): Promise<{ outputs: Outputs; file: string }> {
  const { machine, name, target, platform } = context;
  const places = placesOf(machine.folder, name, target);
  const before = await readOutputs(machine.files, places.outputs);
  if (before?.target !== target) {
    throw new Failure(`${name} is not deployed to the target ${target}`, {
      advice: "Run twin deploy first.",
    });
  }
  const clouds = CLOUDS.filter((cloud) => builtSlots.some((slot) => before.providers[slot] === cloud));
  const session = await platform.open(clouds);
  const stack = readStackOutputs(await context.terraform(places.stack, session).outputs());
  const devices = Object.keys(before.ingest);
  const ingest = INGEST[before.providers.l1](machine, { name, devices, keys: places.keys });
  const { settings, caFile } = session;
  const outputs = { ...before, ingest: await ingest.connections({ output: stack.ingest, settings, caFile }) };
  await writeOutputs(machine.files, places.outputs, outputs);
  return { outputs, file: places.outputs };
}
