import { join } from "node:path";
import { EXIT, Failure } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { versionOf } from "./terraform.ts";

/** The version that `twin` fetches where neither Terraform nor OpenTofu is installed. */
export const PINNED_TERRAFORM = "1.11.4";

/** What the modules are written for, in words. */
export const SUPPORTED_TERRAFORM = "Terraform 1.9 or newer (below 2), or OpenTofu 1.9 or newer";

/** A Terraform or OpenTofu that can be used. */
export interface FoundTerraform {
  readonly binary: string;
  readonly version: string;
}

/** The folder for programs that `twin` fetched. */
export const programFolder = (folder: string): string => join(folder, ".twin", "bin");

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 1 && minor >= 9;
}

/** Every Terraform and OpenTofu that answers, supported or not: on the PATH, then in `.twin/bin`. */
export async function installedTerraforms(machine: Machine): Promise<FoundTerraform[]> {
  const candidates = ["terraform", "tofu", join(programFolder(machine.folder), "terraform")];
  const versions = await Promise.all(
    candidates.map((binary) => versionOf(machine.processes, binary, machine)),
  );
  return candidates.flatMap((binary, index) => {
    const version = versions[index];
    return version === undefined ? [] : [{ binary, version }];
  });
}

/** The first supported Terraform or OpenTofu, or undefined. */
export async function findTerraform(machine: Machine): Promise<FoundTerraform | undefined> {
  return (await installedTerraforms(machine)).find(({ version }) => isSupported(version));
}

/** Says that Terraform is missing, which versions do, and where to get them: exit code 3. */
export function terraformMissing(reason = ""): Failure {
  return new Failure(
    `Terraform is missing: ${SUPPORTED_TERRAFORM} is needed on the PATH.${reason && ` ${reason}`}`,
    {
      advice:
        "Get it from https://developer.hashicorp.com/terraform/install or https://opentofu.org/docs/intro/install, " +
        `or let twin fetch Terraform ${PINNED_TERRAFORM} into .twin/bin: run the same command with --yes.`,
      exitCode: EXIT.terraformMissing,
    },
  );
}
