import { createHash } from "node:crypto";
import { join, resolve } from "node:path";

/** Where one local cloud keeps what. */
export interface LocalPaths {
  /** The folder of everything below. */
  readonly folder: string;
  /** How to reach the running daemon; its owner's alone. */
  readonly record: string;
  /** What the daemon says about itself. */
  readonly log: string;
  /** Tells the daemons of different folders apart without naming the folder. */
  readonly id: string;
}

/** The paths of the local cloud of a `.twin` folder. */
export function localPaths(directory: string): LocalPaths {
  const folder = join(resolve(directory), "local");
  return {
    folder,
    record: join(folder, "daemon.json"),
    log: join(folder, "daemon.log"),
    id: createHash("sha256").update(folder).digest("hex").slice(0, 16),
  };
}
