import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyCheckout } from "../checkout-copy.ts";
import { runCommand } from "../run-command.ts";
import { writeTwinProject } from "../twin-project.ts";
import type { Workplace } from "../workplace.ts";
import type { Figure } from "./figures.ts";

const DEMO = { l1: "aws", l2: "azure", hot: "gcp" } as const;

/** Runs `twin` of a checkout on a project and says how many seconds that took. */
function stopwatch(checkout: string, project: string, { folder }: Workplace) {
  const twin = join(checkout, "deployer/bin/twin.js");
  return async (command: "deploy" | "destroy"): Promise<number> => {
    const args = [twin, command, "--twin", project];
    const { code, stderr, milliseconds } = await runCommand(process.execPath, args, { cwd: folder });
    if (code !== 0) throw new Error(`twin ${command} ended with ${code}\n${stderr}`);
    return milliseconds / 1000;
  };
}

function editProcessor(checkout: string): void {
  const file = join(checkout, "libs/processors/src/default.ts");
  const text = readFileSync(file, "utf8");
  const edited = text.replace("(record) => record", "(record) => ({ ...record, edited: true })");
  if (edited === text) throw new Error(`${file} is not the processor that this benchmark edits`);
  writeFileSync(file, edited);
}

async function deployTimesFrom(checkout: string, workplace: Workplace): Promise<Figure[]> {
  const project = writeTwinProject(join(workplace.folder, "bench"), "bench", DEMO);
  const seconds = stopwatch(checkout, project, workplace);
  const destroyAll = async () => {
    await seconds("destroy");
    rmSync(join(workplace.folder, ".twin"), { recursive: true, force: true });
  };
  const clean = await seconds("deploy");
  await destroyAll();
  const fromZips = await seconds("deploy");
  const unchanged = await seconds("deploy");
  editProcessor(checkout);
  const edited = await seconds("deploy");
  await destroyAll();
  return [
    { name: "deploy, nothing built", value: clean, unit: "s" },
    { name: "deploy from built zips", value: fromZips, unit: "s", target: "<= 25" },
    { name: "redeploy without change", value: unchanged, unit: "s", target: "<= 6" },
    { name: "processor edit to live", value: edited, unit: "s", target: "<= 8" },
  ];
}

/** How long a user waits: first deploy, deploy from built zips, no change, an edited processor; by the full way, plugins started by Terraform. */
export async function deployTimes(workplace: Workplace): Promise<Figure[]> {
  const copy = copyCheckout();
  try {
    return await deployTimesFrom(copy.folder, workplace);
  } finally {
    copy.remove();
  }
}

/** From nothing to a local cloud that takes resources. */
export async function localCloudStart(workplace: Workplace): Promise<Figure> {
  const { milliseconds, code, stderr } = await workplace.localCloud(["up", "--json"]);
  if (code !== 0) throw new Error(stderr);
  await workplace.localCloud(["down"]);
  return { name: "local cloud start", value: milliseconds / 1000, unit: "s" };
}
