// Written by `node tools/src/processors.ts` from the files of this folder; a test keeps it complete.
import type { Processor } from "@twin2multicloud/model";
import processor0 from "./default.ts";
import processor1 from "./fahrenheit-to-celsius.ts";

/** Every processor of the library, by file name. */
export const processors: Readonly<Record<string, Processor>> = {
  default: processor0,
  "fahrenheit-to-celsius": processor1,
};
