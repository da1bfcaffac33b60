import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { builtPartOf, topologyOf } from "@twin2multicloud/topology";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoTwin, PLACEMENTS } from "../fixtures/demo-twin.ts";
import { nodeFiles } from "../machine/files.ts";
import { thisMachine } from "../machine/machine.ts";
import type { Machine } from "../machine/machine.ts";
import { createLocalCloud } from "../target/local-cloud.ts";
import { findTerraform } from "../terraform/find-terraform.ts";
import { renderStack } from "./render-stack.ts";

const WORKSPACE = fileURLToPath(new URL("../../../", import.meta.url));
const found = await findTerraform(thisMachine(WORKSPACE));
if (!found)
  console.warn("SKIPPED: terraform validate of the 27 placements, because there is no Terraform or OpenTofu");

describe.skipIf(!found)("terraform validate", () => {
  let machine: Machine;
  let reattach: string | undefined;

  beforeAll(async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "placements-")));
    machine = { ...thisMachine(WORKSPACE), folder };
    reattach = (await createLocalCloud(machine).up()).terraform.reattach;
  });

  afterAll(async () => {
    await createLocalCloud(machine).down();
    await rm(machine.folder, { recursive: true, force: true });
  });

  const terraform = async (folder: string, ...args: readonly string[]): Promise<string> => {
    const environment = { ...machine.environment, TF_REATTACH_PROVIDERS: reattach, CHECKPOINT_DISABLE: "1" };
    const ended = await machine.processes.run({ file: found?.binary ?? "", args, folder, environment });
    return ended.code === 0 ? "valid" : ended.stdout + ended.stderr;
  };

  test.each(PLACEMENTS)("takes %s", async (name, placement) => {
    const { providers, features } = demoTwin(placement);
    const folder = join(machine.folder, name.replaceAll(" ", "-"));
    const stack = renderStack(
      builtPartOf(topologyOf(providers, features)),
      relative(folder, join(WORKSPACE, "terraform", "modules")),
    );
    await nodeFiles.write(join(folder, "main.tf.json"), stack);
    expect(await terraform(folder, "init", "-input=false", "-no-color")).toBe("valid");
    expect(await terraform(folder, "validate", "-no-color")).toBe("valid");
  });
});
