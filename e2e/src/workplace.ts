import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outputs, TwinStatus } from "@twin2multicloud/model";
import { ROOT, runCommand, runTwin, twinJson } from "./run-command.ts";
import type { CommandResult } from "./run-command.ts";
import { writeTwinProject } from "./twin-project.ts";
import type { Placement } from "./twin-project.ts";

/** What `twin simulate --json` prints. */
export interface SimulateCounts {
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly seconds: number;
}

/** A folder in which `twin` is run: its `.twin` folder with one local cloud stands there. */
export interface Workplace {
  readonly folder: string;
  /** With `reattach`, Terraform talks to the running daemon instead of starting plugins. */
  twin(args: readonly string[]): Promise<CommandResult>;
  json<T>(args: readonly string[]): Promise<T>;
  localCloud(args: readonly string[]): Promise<CommandResult>;
  /** Stops the local cloud and removes the folder. */
  remove(): Promise<void>;
}

/** Makes a workplace with a pinned local cloud, so that twins may come and go without starting it again. */
export async function createWorkplace(options: { reattach: boolean }): Promise<Workplace> {
  const folder = mkdtempSync(join(tmpdir(), "twin-e2e-"));
  const localCloud = (args: readonly string[]) =>
    runCommand(
      process.execPath,
      [join(ROOT, "local-cloud/bin/local-cloud.js"), ...args, "--dir", join(folder, ".twin")],
      { cwd: folder },
    );
  let env: Readonly<Record<string, string>> = {};
  if (options.reattach) {
    const up = await localCloud(["up", "--pin", "--json"]);
    if (up.code !== 0) throw new Error(`the local cloud did not start\n${up.stderr}`);
    const { terraform }: { terraform: { reattach: string } } = JSON.parse(up.stdout);
    env = { TF_REATTACH_PROVIDERS: terraform.reattach };
  }
  return {
    folder,
    twin: (args) => runTwin(args, { cwd: folder, env }),
    json: (args) => twinJson(args, { cwd: folder, env }),
    localCloud,
    remove: async () => {
      await localCloud(["down"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A deployed twin of a test. */
export interface TestTwin {
  readonly name: string;
  readonly project: string;
  readonly outputs: Outputs;
  replay(device: string, rows: readonly object[]): Promise<SimulateCounts>;
  status(): Promise<TwinStatus>;
  destroy(): Promise<CommandResult>;
}

/** Writes a project for a placement and deploys it. */
export async function deployTwin(
  workplace: Workplace,
  name: string,
  placement: Placement,
): Promise<TestTwin> {
  const project = writeTwinProject(join(workplace.folder, name), name, placement);
  const deploy = await workplace.twin(["deploy", "--twin", project, "--json"]);
  if (deploy.code !== 0)
    throw new Error(`deploy of ${name} ended with ${deploy.code}\n${deploy.stdout}\n${deploy.stderr}`);
  const outputs = await workplace.json<Outputs>(["outputs", "--twin", project]);
  let files = 0;
  return {
    name,
    project,
    outputs,
    replay: (device, rows) => {
      files += 1;
      const file = join(workplace.folder, `${name}-${files}.jsonl`);
      writeFileSync(file, rows.map((row) => JSON.stringify(row)).join("\n"));
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
        (column) => column !== "time",
      );
      const maps = columns.flatMap((column) => ["--map", `${column}=${column}`]);
      return workplace.json([
        "simulate",
        "replay",
        "--twin",
        project,
        "--file",
        file,
        "--device",
        device,
        "--time-column",
        "time",
        ...maps,
      ]);
    },
    status: () => workplace.json(["status", "--twin", project]),
    destroy: () => workplace.twin(["destroy", "--twin", project, "--json"]),
  };
}
