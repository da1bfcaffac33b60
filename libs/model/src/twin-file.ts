import * as z from "zod/mini";
import { CLOUDS } from "./clouds.ts";
import { FUNCTIONS } from "./functions.ts";
import { SLOTS } from "./slots.ts";

/** The data types that a device may declare for a property. */
export const DATA_TYPES = ["STRING", "DOUBLE", "INTEGER", "LONG", "BOOLEAN"] as const;

/** One declared data type. */
export type DataType = (typeof DATA_TYPES)[number];

/** What the functions of one package must know of a device. */
const twinFileDeviceSchema = z.strictObject({
  id: z.string(),
  processor: z.string(),
  properties: z.record(z.string(), z.enum(DATA_TYPES)),
});

/**
 * The small JSON file inside a sealed zip that tells a package which twin it serves: on Azure it registers only the
 * `functions` named here. `devices` is present only where a function of the package needs them (dispatcher, processor).
 */
export const twinFileSchema = z.strictObject({
  twin: z.string(),
  cloud: z.enum(CLOUDS),
  slot: z.enum(SLOTS),
  functions: z.array(z.enum(FUNCTIONS)),
  devices: z.optional(z.array(twinFileDeviceSchema)),
});

/** One device in a twin file. */
export type TwinFileDevice = z.infer<typeof twinFileDeviceSchema>;

/** The twin file of one package. */
export type TwinFile = z.infer<typeof twinFileSchema>;

/** The path of the twin file inside a sealed zip. */
export const TWIN_FILE = "twin.json";
