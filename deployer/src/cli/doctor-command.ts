import { join } from "node:path";
import { CLOUDS } from "@twin2multicloud/model";
import { EXIT } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { installedTerraforms, SUPPORTED_TERRAFORM, findTerraform } from "../terraform/find-terraform.ts";
import type { Console } from "./context.ts";
import type { CommandResult } from "./result.ts";

/** One thing that this machine needs, whether it has it, and how to get it. */
interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
  readonly advice?: string;
}

const GIB = 2 ** 30;
const NEEDED_GIB = 1;
const MIN_NODE = [22, 18] as const;

function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const ok = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  return {
    what: "Node",
    ok,
    found: version,
    advice: `Node ${MIN_NODE.join(".")} or newer; npm ci brings one along`,
  };
}

async function terraformCheck(machine: Machine): Promise<Check> {
  const installed = await installedTerraforms(machine);
  const found = installed.map(({ binary, version }) => `${binary} ${version}`).join(", ") || "none";
  const advice = `${SUPPORTED_TERRAFORM}: https://developer.hashicorp.com/terraform/install, or twin deploy --yes`;
  return { what: "Terraform", ok: (await findTerraform(machine)) !== undefined, found, advice };
}

async function diskCheck({ files, folder }: Machine): Promise<Check> {
  const free = (await files.freeBytes(folder)) / GIB;
  const advice = `at least ${NEEDED_GIB} GiB free`;
  return { what: "disk", ok: free >= NEEDED_GIB, found: `${free.toFixed(1)} GiB free`, advice };
}

async function folderCheck({ files, folder, pid }: Machine): Promise<Check> {
  const probe = join(folder, `.twin-doctor-${pid}`);
  try {
    await files.write(probe, "");
    await files.remove(probe);
    return { what: "folder", ok: true, found: `${folder} is writable` };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { what: "folder", ok: false, found, advice: "run twin in a folder that is writable for you" };
  }
}

async function buildCheck({ files, workspace }: Machine): Promise<Check> {
  const folder = join(workspace, "dist", "functions");
  const built = await Promise.all(CLOUDS.map((cloud) => files.read(join(folder, cloud, "manifest.json"))));
  const missing = CLOUDS.filter((_, index) => built[index] === undefined);
  const found = missing.length === 0 ? "built for every cloud" : `not built yet for ${missing.join(", ")}`;
  return { what: "functions", ok: true, found: `${found}; twin deploy builds what it needs` };
}

const lineOf = ({ what, ok, found, advice }: Check): string =>
  `${ok ? "ok     " : "MISSING"} ${what}: ${found}${ok || !advice ? "" : `; needed: ${advice}`}`;

/** `twin doctor`: what this machine lacks, and how to get it. */
export async function doctorCommand({ machine }: Console): Promise<CommandResult> {
  const checks = [
    nodeCheck(process.version),
    await terraformCheck(machine),
    await diskCheck(machine),
    await folderCheck(machine),
    await buildCheck(machine),
  ];
  const ok = checks.every((check) => check.ok);
  const terraformIsMissing = checks.some((check) => check.what === "Terraform" && !check.ok);
  const exitCode = ok ? EXIT.ok : terraformIsMissing ? EXIT.terraformMissing : EXIT.failed;
  return { json: { ok, checks }, text: checks.map(lineOf).join("\n"), exitCode };
}
