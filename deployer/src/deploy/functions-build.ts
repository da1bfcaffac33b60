import { join } from "node:path";
import { manifestSchema } from "@twin2multicloud/model";
import type { Cloud } from "@twin2multicloud/model";
import { Failure, interruptedWhile } from "../failure.ts";
import { jsonOf } from "../machine/json.ts";
import type { Machine } from "../machine/machine.ts";
import type { LocatedManifest } from "../packages/seal.ts";

async function readManifest({ files, workspace }: Machine, cloud: Cloud): Promise<LocatedManifest> {
  const file = join(workspace, "dist", "functions", cloud, "manifest.json");
  const parsed = manifestSchema.safeParse(jsonOf(await files.read(file)));
  if (parsed.success) return { file, manifest: parsed.data };
  throw new Failure(`${file} is missing or broken`, {
    advice: `Build the functions: node tools/src/bundle.ts ${cloud}`,
  });
}

/** Builds the functions of these clouds (what is unchanged is not built again) and reads what the build made. */
export async function buildFunctions(machine: Machine, clouds: readonly Cloud[]): Promise<LocatedManifest[]> {
  const { processes, node, workspace, environment } = machine;
  const args = ["--disable-warning=ExperimentalWarning", join("tools", "src", "bundle.ts"), ...clouds];
  const ended = await processes.run({ file: node, args, folder: workspace, environment });
  if (ended.interrupted) throw interruptedWhile("building the functions");
  if (ended.code !== 0) {
    throw new Failure(`the functions could not be built:\n${(ended.stderr || ended.stdout).trim()}`, {
      advice: "Put the source right and run the same command again.",
    });
  }
  return Promise.all(clouds.map((cloud) => readManifest(machine, cloud)));
}
