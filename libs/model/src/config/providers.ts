import * as z from "zod/mini";
import { CLOUDS } from "../clouds.ts";
import type { Cloud } from "../clouds.ts";
import type { Slot } from "../slots.ts";
import type { ConfigFile } from "./config-file.ts";

/** A cloud as config files name it: `google` is another word for `gcp`, and becomes it here. */
const provider = z.pipe(
  z.enum([...CLOUDS, "google"]),
  z.transform((name): Cloud => (name === "google" ? "gcp" : name)),
);

/** `config_providers.json`: on which cloud each of the seven slots lives. */
export const providersConfigSchema = z.strictObject({
  layer_1_provider: provider,
  layer_2_provider: provider,
  layer_3_hot_provider: provider,
  layer_3_cold_provider: provider,
  layer_3_archive_provider: provider,
  layer_4_provider: provider,
  layer_5_provider: provider,
});

/** The content of `config_providers.json`. */
export type ProvidersConfig = z.infer<typeof providersConfigSchema>;

/** The field of `config_providers.json` that places a slot. */
export const PROVIDER_FIELDS: Readonly<Record<Slot, keyof ProvidersConfig>> = {
  l1: "layer_1_provider",
  l2: "layer_2_provider",
  "l3-hot": "layer_3_hot_provider",
  "l3-cold": "layer_3_cold_provider",
  "l3-archive": "layer_3_archive_provider",
  l4: "layer_4_provider",
  l5: "layer_5_provider",
};

/** How `config_providers.json` is read. */
export const providersConfigFile: ConfigFile<typeof providersConfigSchema> = {
  name: "config_providers.json",
  schema: providersConfigSchema,
  list: false,
  required: true,
  ineffective: [],
  notDeployedYet: [],
};
