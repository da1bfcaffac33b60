import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TWIN_FILE, twinFileSchema } from "@twin2multicloud/model";
import type { TwinFile, TwinFileDevice } from "@twin2multicloud/model";

/** A twin file whose devices may be walked, also where a function needs none. */
export interface Twin extends TwinFile {
  readonly devices: TwinFileDevice[];
}

/** Reads the twin file beside the bundle. Throws when it is missing or wrong: the zip was not sealed by a deploy. */
export function readTwinFile(folder: string = __dirname): Twin {
  const file = join(folder, TWIN_FILE);
  try {
    const twin = twinFileSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return { ...twin, devices: twin.devices ?? [] };
  } catch (cause) {
    throw new Error(`${file} is no twin file; \`twin deploy\` puts it into the zip`, { cause });
  }
}
