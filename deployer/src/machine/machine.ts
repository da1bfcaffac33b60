import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import type { RandomBytes } from "../keys/kept.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { nodeFiles } from "./files.ts";
import type { Files } from "./files.ts";
import { nodeHttp } from "./http.ts";
import type { Http } from "./http.ts";
import { nodeProcesses } from "./processes.ts";
import type { Processes } from "./processes.ts";

/** Everything outside the program: replaced as a whole in tests. */
export interface Machine {
  readonly files: Files;
  readonly processes: Processes;
  readonly http: Http;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder in which `twin` is run. */
  readonly folder: string;
  /** The repository that the deployer belongs to. */
  readonly workspace: string;
  /** The node that runs this program. */
  readonly node: string;
  readonly pid: number;
  /** Everything that comes on stdin until it ends. */
  stdin(): Promise<string>;
}

/** The machine that this program runs on; `workspace` is the folder of the repository. */
export function thisMachine(workspace: string): Machine {
  return {
    files: nodeFiles,
    processes: nodeProcesses,
    http: nodeHttp,
    clock: systemClock,
    random: (count) => randomBytes(count),
    environment: process.env,
    folder: process.cwd(),
    workspace,
    node: process.execPath,
    pid: process.pid,
    stdin: () => text(process.stdin),
  };
}
