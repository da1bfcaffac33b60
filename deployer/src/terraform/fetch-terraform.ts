import { createHash } from "node:crypto";
import { join } from "node:path";
import { readZip } from "@twin2multicloud/zip";
import type { Machine } from "../machine/machine.ts";
import { PINNED_TERRAFORM, programFolder, terraformMissing } from "./find-terraform.ts";

const RELEASES = `https://releases.hashicorp.com/terraform/${PINNED_TERRAFORM}`;

/** The words of Node for a machine and those of the release files. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };
const SYSTEMS: Readonly<Record<string, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };

/** Fetches the body of an address, or rejects with the reason. */
export type Download = (url: string) => Promise<Buffer>;

/** The archive has some 30 MB; a host that does not answer must not hold a deploy for ever. */
const DOWNLOAD_MS = 5 * 60_000;

/** Downloads over https within five minutes, following redirects. */
const fetchDownload: Download = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
};

/** Which release file suits this machine, or undefined when there is none. */
export function releaseFile({ platform, arch }: { platform: string; arch: string }): string | undefined {
  const system = SYSTEMS[platform];
  const architecture = ARCHITECTURES[arch];
  return system && architecture ? `terraform_${PINNED_TERRAFORM}_${system}_${architecture}.zip` : undefined;
}

function checksumOf(sums: string, file: string): string | undefined {
  return sums
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find(([, name]) => name === file)?.[0];
}

async function checkedArchive(file: string, download: Download): Promise<Buffer> {
  const sums = (await download(`${RELEASES}/terraform_${PINNED_TERRAFORM}_SHA256SUMS`)).toString("utf8");
  const expected = checksumOf(sums, file);
  const archive = await download(`${RELEASES}/${file}`);
  const found = createHash("sha256").update(archive).digest("hex");
  if (found !== expected)
    throw new Error(`the checksum of ${file} is ${found}, expected ${expected ?? "one in the list"}`);
  return archive;
}

/** Why something failed; fetch hides the reason in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${reasonOf(error.cause)})`;
}

/**
 * Fetches the pinned Terraform from its maker's release host, checks it against the published SHA-256 sums and puts it
 * into `.twin/bin`; gives its path. Throws the failure of exit code 3, with the reason, when it cannot.
 */
export async function fetchTerraform(machine: Machine, download: Download = fetchDownload): Promise<string> {
  const file = releaseFile(process);
  if (!file) throw terraformMissing(`There is no release for ${process.platform} on ${process.arch}.`);
  try {
    const files = readZip(await checkedArchive(file, download));
    const program = [...files].find(([name]) => /^terraform(\.exe)?$/.test(name));
    if (!program) throw new Error(`${file} holds no terraform`);
    const path = join(programFolder(machine.folder), program[0]);
    await machine.files.write(path, program[1], 0o755);
    return path;
  } catch (error) {
    throw terraformMissing(`Fetching it failed: ${reasonOf(error)}.`);
  }
}
