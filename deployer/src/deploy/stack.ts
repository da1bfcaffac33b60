import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import type { Topology } from "@twin2multicloud/topology";
import { INGEST } from "../ingest/index.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { twinKeys } from "../keys/twin-keys.ts";
import type { TwinKeys } from "../keys/twin-keys.ts";
import type { Machine } from "../machine/machine.ts";
import { sealPackages } from "../packages/seal.ts";
import type { LocatedManifest, SealedPackage } from "../packages/seal.ts";
import { renderStack } from "../render/render-stack.ts";
import { renderVariables } from "../render/render-variables.ts";
import type { TargetSession } from "../target/target-platform.ts";
import type { Plan, Terraform } from "../terraform/terraform.ts";
import type { Twin } from "../twin/twin.ts";
import type { Places } from "./places.ts";

/** What a stack is written from. */
export interface StackSource {
  readonly twin: Twin;
  readonly topology: Topology;
  readonly manifests: readonly LocatedManifest[];
  readonly session: TargetSession;
  readonly places: Places;
}

/** A stack that is written down and may be planned. */
export interface WrittenStack {
  readonly packages: readonly SealedPackage[];
  readonly keys: TwinKeys;
  readonly ingest: Ingest;
}

/** The file names of a stack; the secrets have a file of their own that only its owner may read. */
export const STACK_FILES = {
  main: "main.tf.json",
  variables: "terraform.tfvars.json",
  secrets: "secrets.auto.tfvars.json",
} as const;

/** Seals the packages, makes missing keys and writes the stack. Equal input leaves equal files. */
export async function writeStack(machine: Machine, source: StackSource): Promise<WrittenStack> {
  const { twin, topology, manifests, session, places } = source;
  const { files } = machine;
  const packages = await sealPackages(files, places.packages, { twin, topology, manifests });
  const keys = await twinKeys(files, places.keys, machine.random);
  const devices = twin.devices.map(({ id }) => id);
  const ingest = INGEST[twin.providers.l1](machine, { name: twin.name, devices, keys: places.keys });
  const texts = renderVariables({
    name: twin.name,
    topology,
    settings: session.settings,
    packages,
    keys,
    ingest: await ingest.variables(),
  });
  const modules = relative(places.stack, join(machine.workspace, "terraform", "modules"));
  await files.write(join(places.stack, STACK_FILES.main), renderStack(topology, modules));
  await files.write(join(places.stack, STACK_FILES.variables), texts.variables);
  await files.write(join(places.stack, STACK_FILES.secrets), texts.secrets, 0o600);
  return { packages, keys, ingest };
}

async function initFingerprint({ files }: Machine, places: Places, session: TargetSession): Promise<string> {
  const cliConfig = session.environment["TF_CLI_CONFIG_FILE"];
  const parts = [
    await files.read(join(places.stack, STACK_FILES.main)),
    cliConfig ? await files.read(cliConfig) : undefined,
    Buffer.from(session.environment["TF_REATTACH_PROVIDERS"] ? "reattach" : "plugins"),
  ];
  return createHash("sha256")
    .update(Buffer.concat(parts.flatMap((part) => part ?? [])))
    .digest("hex");
}

/** Initialises the stack's folder, if anything changed that this depends on. */
export async function initStack(
  machine: Machine,
  stack: { places: Places; session: TargetSession; terraform: Terraform },
): Promise<boolean> {
  const { files } = machine;
  const { places, session, terraform } = stack;
  const marker = join(places.stack, ".terraform", "initialised");
  const fingerprint = await initFingerprint(machine, places, session);
  if ((await files.read(marker))?.toString("utf8") === fingerprint) return false;
  await terraform.init();
  await files.write(marker, fingerprint);
  return true;
}

/** Plans; where Terraform asks for it (a module was added below ours), it is initialised again first. */
export async function planStack(terraform: Terraform, options?: { destroy: boolean }): Promise<Plan> {
  try {
    return await terraform.plan(options);
  } catch (error) {
    if (!(error instanceof Error) || !/terraform init|tofu init/.test(error.message)) throw error;
    await terraform.init();
    return terraform.plan(options);
  }
}
