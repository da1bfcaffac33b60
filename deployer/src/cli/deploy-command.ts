import type { Outputs } from "@twin2multicloud/model";
import { topologyOf, unbuiltPartOf } from "@twin2multicloud/topology";
import { deploy, planTwin } from "../deploy/deploy.ts";
import type { DeployContext, Deployed } from "../deploy/deploy.ts";
import { EXIT } from "../failure.ts";
import { checkProject, findingLine } from "../project.ts";
import type { CheckedProject } from "../project.ts";
import type { Twin } from "../twin/twin.ts";
import { targetPlatform, terraformBinary, terraformStarter } from "./context.ts";
import type { CommandOptions, Console } from "./context.ts";
import { firstSteps } from "./first-steps.ts";
import type { CommandResult } from "./result.ts";
import { findingsResult } from "./validate-command.ts";

async function checked(console: Console, options: CommandOptions): Promise<CheckedProject> {
  const { machine, progress } = console;
  progress.step("validate, build functions");
  const project = await checkProject(
    machine,
    { folder: options.twin, target: options.target },
    { build: true },
  );
  progress.done(project.twin ? "valid" : "not valid");
  if (project.twin) for (const finding of project.findings) progress.note(findingLine(finding));
  return project;
}

async function contextFor(
  console: Console,
  options: CommandOptions,
  project: { twin: Twin; manifests: CheckedProject["manifests"] },
): Promise<DeployContext> {
  const { machine, progress } = console;
  const { twin, manifests } = project;
  const binary = await terraformBinary(console, options);
  const platform = targetPlatform(machine, options, twin);
  return {
    machine,
    progress,
    target: options.target,
    platform,
    twin,
    manifests,
    terraform: terraformStarter(machine, binary),
  };
}

/** Does some work on a valid project; whatever becomes of it, the target keeps nothing running for a twin that has no resources. */
async function onProject(
  console: Console,
  options: CommandOptions,
  work: (context: DeployContext) => Promise<CommandResult>,
): Promise<CommandResult> {
  const { twin, manifests, findings } = await checked(console, options);
  if (!twin) return findingsResult(findings, options.twin);
  const context = await contextFor(console, options, { twin, manifests });
  try {
    return await work(context);
  } catch (error) {
    await context.platform.close().catch(() => console.progress.note("the target could not be tidied up"));
    throw error;
  }
}

function standing({ functions, hot_reader }: Outputs): string[] {
  const bySlot = new Map<string, string[]>();
  for (const { name, slot, cloud } of functions) {
    const place = `${slot} on ${cloud}`;
    bySlot.set(place, [...(bySlot.get(place) ?? []), name]);
  }
  return [
    ...[...bySlot].map(([place, names]) => `  ${place}: ${names.join(", ")}`),
    `  hot reader: ${hot_reader.url}`,
  ];
}

function deployedText({ changed, outputs, outputsFile }: Deployed, steps: readonly string[]): string {
  return [
    changed ? `${outputs.twin} is deployed.` : `${outputs.twin} stands as it should: nothing was changed.`,
    ...standing(outputs),
    "",
    ...steps,
    `Outputs: ${outputsFile}`,
  ].join("\n");
}

/** `twin deploy`. */
export function deployCommand(console: Console, options: CommandOptions): Promise<CommandResult> {
  return onProject(console, options, async (context) => {
    const started = context.machine.clock.now();
    const deployed = await deploy(context);
    const { changed, changes, outputsFile, outputs } = deployed;
    const seconds = (context.machine.clock.now() - started) / 1000;
    const { twin, target, functions } = outputs;
    return {
      json: { ok: true, twin, target, changed, changes, seconds, outputs_file: outputsFile, functions },
      text: deployedText(deployed, firstSteps(context.twin.devices, options)),
      exitCode: EXIT.ok,
    };
  });
}

/** `twin plan`. */
export function planCommand(console: Console, options: CommandOptions): Promise<CommandResult> {
  return onProject(console, options, async (context) => {
    const { twin, target, platform } = context;
    const plan = await planTwin(context);
    await platform.close();
    const notBuiltYet = unbuiltPartOf(topologyOf(twin.providers, twin.features));
    const { needed: changed, changes, resources } = plan;
    return {
      json: { ok: true, twin: twin.name, target, changed, changes, resources, not_built_yet: notBuiltYet },
      text: [
        ...resources.map(({ action, address }) => `${action.padEnd(8)} ${address}`),
        `${changes.add} to add, ${changes.change} to change, ${changes.remove} to remove.`,
        `Not built yet: ${notBuiltYet.slots.join(", ")} (${notBuiltYet.functions.join(", ")}).`,
      ].join("\n"),
      exitCode: EXIT.ok,
    };
  });
}
