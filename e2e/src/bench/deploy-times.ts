import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyCheckout } from "../checkout-copy.ts";
import { runCommand } from "../run-command.ts";
import { writeTwinProject } from "../twin-project.ts";
import type { Workplace } from "../workplace.ts";
import type { Figure } from "./figures.ts";

const DEMO = { l1: "aws", l2: "azure", hot: "gcp" } as const;

/** How long a user waits: first deploy, deploy from built zips, no change, an edited processor; by the full way, plugins started by Terraform. */
export async function deployTimes(workplace: Workplace): Promise<Figure[]> {
  const copy = copyCheckout();
  const project = writeTwinProject(join(workplace.folder, "bench"), "bench", DEMO);
  const twin = join(copy.folder, "deployer/bin/twin.js");
  const seconds = async (...args: string[]): Promise<number> => {
    const result = await runCommand(process.execPath, [twin, ...args, "--twin", project], {
      cwd: workplace.folder,
    });
    if (result.code !== 0)
      throw new Error(`twin ${args.join(" ")} ended with ${result.code}\n${result.stderr}`);
    return result.milliseconds / 1000;
  };
  const destroyAll = async () => {
    await seconds("destroy");
    rmSync(join(workplace.folder, ".twin"), { recursive: true, force: true });
  };

  const clean = await seconds("deploy");
  await destroyAll();
  const fromZips = await seconds("deploy");
  const unchanged = await seconds("deploy");
  const processor = join(copy.folder, "libs/processors/src/default.ts");
  writeFileSync(
    processor,
    readFileSync(processor, "utf8").replace(
      "(record) => record",
      "(record) => ({ ...record, edited: true })",
    ),
  );
  const edited = await seconds("deploy");
  await destroyAll();
  copy.remove();
  return [
    { name: "deploy, nothing built", value: clean, unit: "s" },
    { name: "deploy from built zips", value: fromZips, unit: "s", target: "<= 25" },
    { name: "redeploy without change", value: unchanged, unit: "s", target: "<= 6" },
    { name: "processor edit to live", value: edited, unit: "s", target: "<= 8" },
  ];
}

/** From nothing to a local cloud that takes resources. */
export async function localCloudStart(workplace: Workplace): Promise<Figure> {
  const { milliseconds, code, stderr } = await workplace.localCloud(["up", "--json"]);
  if (code !== 0) throw new Error(stderr);
  await workplace.localCloud(["down"]);
  return { name: "local cloud start", value: milliseconds / 1000, unit: "s" };
}
