import * as z from "zod/mini";
import { CLOUDS } from "./clouds.ts";
import { FUNCTIONS } from "./functions.ts";

/**
 * One built code zip. `name` is the function's name (aws, gcp) or the slot of the function app (azure); `entry` is what
 * the platform is told to run (aws: handler `index.handler`; gcp: entry point `handler`; azure: main file); `environment`
 * lists per function every variable that it may read, whichever way its edges go in a twin.
 */
const packageSchema = z.strictObject({
  name: z.string(),
  file: z.string(),
  entry: z.string(),
  functions: z.array(z.enum(FUNCTIONS)),
  sha256: z.string(),
  bytes: z.int(),
  environment: z.partialRecord(z.enum(FUNCTIONS), z.array(z.string())),
});

/** `dist/functions/<cloud>/manifest.json`: what the build made for one cloud. `file` is relative to the manifest. */
export const manifestSchema = z.strictObject({
  cloud: z.enum(CLOUDS),
  processors: z.array(z.string()),
  packages: z.array(packageSchema),
});

/** One built code zip. */
export type Package = z.infer<typeof packageSchema>;

/** The build result of one cloud. */
export type Manifest = z.infer<typeof manifestSchema>;
