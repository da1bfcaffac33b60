import { createInterface } from "node:readline/promises";
import { resolve } from "node:path";
import type { Target } from "@twin2multicloud/model";
import type { CloudAccounts } from "@twin2multicloud/model";
import { placesOf } from "../deploy/places.ts";
import type { Machine } from "../machine/machine.ts";
import type { Progress } from "../progress.ts";
import { cloudTarget } from "../target/cloud-target.ts";
import { createLocalCloud } from "../target/local-cloud.ts";
import { localTarget } from "../target/local-target.ts";
import type { TargetPlatform, TargetSession } from "../target/target-platform.ts";
import { fetchTerraform } from "../terraform/fetch-terraform.ts";
import {
  findTerraform,
  installedTerraforms,
  PINNED_TERRAFORM,
  terraformMissing,
} from "../terraform/find-terraform.ts";
import { createTerraform } from "../terraform/terraform.ts";
import type { Terraform } from "../terraform/terraform.ts";

/** What every command is given. */
export interface CommandOptions {
  readonly twin: string;
  readonly target: Target;
  readonly json: boolean;
  readonly yes: boolean;
}

/** What commands work with, besides their options. */
export interface Console {
  readonly machine: Machine;
  readonly progress: Progress;
  /** Writes a result to stdout. */
  print(text: string): void;
  /** Whether a person can be asked. */
  readonly canAsk: boolean;
}

async function agrees(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

/** The path of a Terraform that can be used; fetches one if the user agrees. Throws the failure of exit code 3 otherwise. */
export async function terraformBinary(
  { machine, progress, canAsk }: Console,
  options: CommandOptions,
): Promise<string> {
  const found = await findTerraform(machine);
  if (found) return found.binary;
  const question = `Neither Terraform nor OpenTofu is installed. Fetch Terraform ${PINNED_TERRAFORM} into .twin/bin?`;
  if (!options.yes && !(canAsk && (await agrees(question)))) {
    const others = (await installedTerraforms(machine)).map(({ binary, version }) => `${binary} ${version}`);
    throw terraformMissing(others.length > 0 ? `Found only ${others.join(", ")}.` : "");
  }
  progress.step(`fetch Terraform ${PINNED_TERRAFORM}`);
  const path = await fetchTerraform(machine);
  progress.done(path);
  return path;
}

/** How a command starts Terraform in a stack's folder. */
export function terraformStarter(
  { processes }: Machine,
  binary: string,
): (folder: string, session: TargetSession) => Terraform {
  return (folder, { environment }) => createTerraform({ processes, binary, folder, environment });
}

/** The target that a command names. */
export function targetPlatform(
  machine: Machine,
  options: CommandOptions,
  twin: { name: string; accounts: CloudAccounts },
): TargetPlatform {
  if (options.target === "local") return localTarget(machine, createLocalCloud(machine));
  const source = { accounts: twin.accounts, twinFolder: resolve(machine.folder, options.twin) };
  return cloudTarget(machine, source, placesOf(machine.folder, twin.name, options.target).stack);
}
