import { join } from "node:path";
import type { Outputs, Target } from "@twin2multicloud/model";
import { builtPartOf, topologyOf } from "@twin2multicloud/topology";
import { strayDeviceFiles } from "../keys/device-keys.ts";
import type { Machine } from "../machine/machine.ts";
import { outputsOf, writeOutputs } from "../outputs/outputs.ts";
import { readStackOutputs } from "../outputs/stack-outputs.ts";
import { removeOldPackages } from "../packages/seal.ts";
import type { LocatedManifest } from "../packages/seal.ts";
import type { Progress } from "../progress.ts";
import type { TargetPlatform, TargetSession } from "../target/target-platform.ts";
import { PLAN_FILE } from "../terraform/terraform.ts";
import type { Changes } from "../terraform/messages.ts";
import type { Plan, Terraform } from "../terraform/terraform.ts";
import type { Twin } from "../twin/twin.ts";
import { journaled, unfinishedStep } from "./journal.ts";
import type { Run } from "./journal.ts";
import { whileLocked } from "./lock.ts";
import { placesOf } from "./places.ts";
import type { Places } from "./places.ts";
import { initStack, planStack, writeStack } from "./stack.ts";
import type { WrittenStack } from "./stack.ts";

/** What a deploy, or a plan of one, works with. */
export interface DeployContext {
  readonly machine: Machine;
  readonly progress: Progress;
  readonly target: Target;
  readonly platform: TargetPlatform;
  readonly twin: Twin;
  readonly manifests: readonly LocatedManifest[];
  /** Starts Terraform in a folder. */
  terraform(folder: string, session: TargetSession): Terraform;
}

/** What a deploy came to. */
export interface Deployed {
  readonly changed: boolean;
  readonly changes: Changes;
  readonly outputsFile: string;
  readonly outputs: Outputs;
}

interface PlannedStack extends WrittenStack {
  readonly plan: Plan;
  readonly session: TargetSession;
  readonly terraform: Terraform;
}

const words = ({ needed, changes: { add, change, remove } }: Plan): string =>
  needed ? `${add} to add, ${change} to change, ${remove} to remove` : "no changes";

async function planned(context: DeployContext, places: Places, run: Run): Promise<PlannedStack> {
  const { machine, platform, target, twin, manifests } = context;
  const topology = builtPartOf(topologyOf(twin.providers, twin.features));
  const session = await run.step(`target ${target}`, () => platform.open(topology.clouds));
  const source = { twin, topology, manifests, session, places };
  const written = await run.step(
    "seal packages, write stack",
    () => writeStack(machine, source),
    ({ packages }) => `${packages.length} packages`,
  );
  const terraform = context.terraform(places.stack, session);
  await run.step(
    "init",
    () => initStack(machine, { places, session, terraform }),
    (done) => (done ? "done" : "not needed"),
  );
  const plan = await run.step("plan", () => planStack(terraform), words);
  return { ...written, plan, session, terraform };
}

async function applied(context: DeployContext, { plan, terraform }: PlannedStack, run: Run): Promise<void> {
  if (!plan.needed) return;
  const { progress } = context;
  await run.step(
    "apply",
    () => terraform.apply(plan, (done, total, address) => progress.count(done, total, address)),
    () => words(plan),
  );
}

async function connected(context: DeployContext, places: Places, stack: PlannedStack): Promise<Outputs> {
  const { machine, twin, target } = context;
  const { session, packages, keys, ingest } = stack;
  const outputs = readStackOutputs(await stack.terraform.outputs());
  const devices = { output: outputs.ingest, settings: session.settings, caFile: session.caFile };
  await ingest.register(devices);
  const written = outputsOf({
    twin: twin.name,
    target,
    topology: builtPartOf(topologyOf(twin.providers, twin.features)),
    stack: outputs,
    packages,
    readerToken: keys.reader_token,
    ingest: await ingest.connections(devices),
    caFile: session.caFile,
  });
  await writeOutputs(machine.files, places.outputs, written);
  return written;
}

async function tidied(
  { machine: { files }, twin }: DeployContext,
  places: Places,
  stack: WrittenStack,
): Promise<void> {
  await removeOldPackages(files, places.packages, stack.packages);
  const folder = join(places.keys, "devices");
  const stray = strayDeviceFiles(
    await files.list(folder),
    twin.devices.map(({ id }) => id),
  );
  await Promise.all(stray.map((name) => files.remove(join(folder, name))));
  await files.remove(join(places.stack, PLAN_FILE));
}

/** Works on one stack alone, with a journal; says so if the run before it stopped short. */
async function onStack<T>(
  context: DeployContext,
  command: string,
  work: (places: Places, run: Run) => Promise<T>,
): Promise<T> {
  const { machine, progress, twin, target } = context;
  const places = placesOf(machine.folder, twin.name, target);
  return whileLocked(machine, { path: places.lock, command }, async () => {
    const stoppedAt = await unfinishedStep(machine.files, places.journal);
    if (stoppedAt) progress.note(`The run before this one stopped at "${stoppedAt}"; continuing from there.`);
    const deps = { files: machine.files, clock: machine.clock, progress };
    return journaled(deps, { path: places.journal, run: command }, (run) => work(places, run));
  });
}

/**
 * Makes the target hold exactly this twin. What is there already is left alone, so a run after an interrupted one
 * continues, and one without changes changes nothing. Throws a Failure that says what to do.
 */
export function deploy(context: DeployContext): Promise<Deployed> {
  return onStack(context, "deploy", async (places, run) => {
    const stack = await planned(context, places, run);
    await applied(context, stack, run);
    const outputs = await run.step("devices and outputs", () => connected(context, places, stack));
    await tidied(context, places, stack);
    const { needed: changed, changes } = stack.plan;
    return { changed, changes, outputsFile: places.outputs, outputs };
  });
}

/** Says what a deploy would do, and does not do it. */
export function planTwin(context: DeployContext): Promise<Plan> {
  return onStack(context, "plan", async (places, run) => {
    const { plan } = await planned(context, places, run);
    await context.machine.files.remove(join(places.stack, PLAN_FILE));
    return plan;
  });
}
