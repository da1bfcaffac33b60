import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./workspace.ts";

/** What npm installed, apart from the links to our own packages. */
const INSTALLED = /(?:^|\/)node_modules\/(?!@twin2multicloud\/)/;

/** Our own files are known by content; what npm installed is known by size and time, which is enough and much faster. */
function fingerprint(path: string): string {
  const file = join(ROOT, path);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return "gone";
  if (INSTALLED.test(path)) return `${stat.size}:${stat.mtimeMs}`;
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** One digest over the state of all these files, whose paths are relative to the root. */
export function inputDigest(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) hash.update(`${path}\n${fingerprint(path)}\n`);
  return hash.digest("hex");
}
