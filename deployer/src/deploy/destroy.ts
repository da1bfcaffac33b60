import { join } from "node:path";
import { Failure } from "../failure.ts";
import type { Target } from "@twin2multicloud/model";
import type { Machine } from "../machine/machine.ts";
import { readOutputs } from "../outputs/outputs.ts";
import type { Progress } from "../progress.ts";
import type { Leftovers, TargetPlatform, TargetSession } from "../target/target-platform.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { journaled } from "./journal.ts";
import type { Run } from "./journal.ts";
import { whileLocked } from "./lock.ts";
import { placesOf } from "./places.ts";
import type { Places } from "./places.ts";
import { initStack, planStack, STACK_FILES } from "./stack.ts";

/** What a destroy works with: the project need not be valid any more. */
export interface DestroyContext {
  readonly machine: Machine;
  readonly progress: Progress;
  readonly target: Target;
  readonly platform: TargetPlatform;
  readonly name: string;
  terraform(folder: string, session: TargetSession): Terraform;
}

/** What a destroy came to. */
export interface Destroyed {
  /** How many resources were removed. */
  readonly removed: number;
  readonly leftovers: Leftovers;
}

async function removeResources(context: DestroyContext, places: Places, run: Run): Promise<number> {
  const { machine, platform, target, progress } = context;
  const session = await run.step(`target ${target}`, () => platform.open([]));
  const terraform = context.terraform(places.stack, session);
  await run.step("init", () => initStack(machine, { places, session, terraform }));
  const plan = await run.step("plan", () => planStack(terraform, { destroy: true }));
  if (plan.needed) {
    await run.step("destroy", () =>
      terraform.apply(plan, (done, total, address) => progress.count(done, total, address)),
    );
  }
  return plan.changes.remove;
}

async function removeFiles({ machine: { files }, target }: DestroyContext, places: Places): Promise<void> {
  await files.remove(places.stack);
  const outputs = await readOutputs(files, places.outputs).catch(() => undefined);
  if (!outputs || outputs.target === target) await files.remove(places.outputs);
  if ((await files.list(places.twin)).length === 0) await files.remove(places.twin);
  const left = await files.list(places.stack);
  if (left.length > 0) throw new Failure(`${places.stack} still holds ${left.join(", ")}`);
}

/** Removes everything of a twin from a target: resources, then files, then what runs only for twins. A run after an interrupted one continues. */
export async function destroy(context: DestroyContext): Promise<Destroyed> {
  const { machine, progress, target, name } = context;
  const places = placesOf(machine.folder, name, target);
  const stands = (await machine.files.read(join(places.stack, STACK_FILES.main))) !== undefined;
  const nothing = (await machine.files.list(places.stack)).length === 0;
  const removed = nothing
    ? 0
    : await whileLocked(machine, { path: places.lock, command: "destroy" }, async () => {
        const deps = { files: machine.files, clock: machine.clock, progress };
        const options = { path: places.journal, run: "destroy" };
        const count = stands
          ? await journaled(deps, options, (run) => removeResources(context, places, run))
          : 0;
        await removeFiles(context, places);
        return count;
      });
  return { removed, leftovers: await context.platform.close() };
}
