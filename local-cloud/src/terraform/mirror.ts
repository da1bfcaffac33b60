import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readFileIfAny, writeFileAtomic } from "../storage/atomic-file.ts";

/** A provider to be offered to Terraform. */
export interface MirroredProvider {
  /** Full source address. */
  readonly provider: string;
  readonly version: string;
}

const SHIM = fileURLToPath(new URL("./provider-shim.cjs", import.meta.url));
const PLATFORMS: Readonly<Record<string, string>> = { win32: "windows" };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/**
 * Writes a filesystem mirror with a plugin per provider, and the CLI configuration that makes Terraform take its providers from
 * there and from nowhere else. Returns the path of the configuration, for TF_CLI_CONFIG_FILE.
 */
export async function writeMirror(folder: string, providers: readonly MirroredProvider[]): Promise<string> {
  const mirror = join(folder, "mirror");
  for (const provider of providers) await writePlugin(mirror, provider);
  // The plugins are CommonJS, whatever the package says that this folder happens to stand in.
  await writeFileAtomic(join(folder, "package.json"), '{ "type": "commonjs" }\n');
  const file = join(folder, "terraform.rc");
  await writeFileAtomic(file, cliConfig(mirror));
  return file;
}

async function writePlugin(mirror: string, { provider, version }: MirroredProvider): Promise<void> {
  const name = provider.slice(provider.lastIndexOf("/") + 1);
  const folder = join(mirror, ...provider.split("/"), version, platform());
  const file = join(folder, `terraform-provider-${name}_v${version}`);
  const shim = await readFile(SHIM, "utf8");
  await mkdir(folder, { recursive: true });
  if ((await readFileIfAny(file)) !== shim) await writeFileAtomic(file, shim);
  await chmod(file, 0o755);
}

function platform(): string {
  const system = PLATFORMS[process.platform] ?? process.platform;
  return `${system}_${ARCHITECTURES[process.arch] ?? process.arch}`;
}

function cliConfig(mirror: string): string {
  const path = JSON.stringify(mirror).replaceAll("${", "$${").replaceAll("%{", "%%{");
  return `disable_checkpoint = true\n\nprovider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`;
}
