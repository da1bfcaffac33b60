import { join } from "node:path";
import type { Target } from "@twin2multicloud/model";

/** Where everything of one twin on one target stands; absolute paths. */
export interface Places {
  /** Of the twin, with one folder per target. */
  readonly twin: string;
  /** Of the twin on this target: the stack, its state, journal, lock and keys. */
  readonly stack: string;
  readonly keys: string;
  readonly packages: string;
  readonly journal: string;
  readonly lock: string;
  readonly outputs: string;
}

/** The places of a twin under the folder in which `twin` runs. */
export function placesOf(folder: string, twin: string, target: Target): Places {
  const twinFolder = join(folder, ".twin", twin);
  const stack = join(twinFolder, target);
  return {
    twin: twinFolder,
    stack,
    keys: join(stack, "keys"),
    packages: join(stack, "packages"),
    journal: join(stack, "journal.jsonl"),
    lock: join(stack, "deploy.lock"),
    outputs: join(twinFolder, "outputs.json"),
  };
}
