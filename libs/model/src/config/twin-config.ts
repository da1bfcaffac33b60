import * as z from "zod/mini";
import type { ConfigFile } from "./config-file.ts";

const days = z.int().check(z.gte(1), z.lte(36_500));

/**
 * `config.json`. Retention is the age in days at which a reading leaves a tier; each of the two may bear its older name
 * instead (`hot_storage_size_in_days`, `cold_storage_size_in_days`), and exactly one of both names must be given.
 */
export const twinConfigSchema = z.strictObject({
  digital_twin_name: z.string().check(z.minLength(1)),
  layer_3_hot_to_cold_interval_days: z.optional(days),
  layer_3_cold_to_archive_interval_days: z.optional(days),
  hot_storage_size_in_days: z.optional(days),
  cold_storage_size_in_days: z.optional(days),
  mode: z.optional(z.string()),
  observability: z.optional(z.looseObject({})),
});

/** The content of `config.json`. */
export type TwinConfig = z.infer<typeof twinConfigSchema>;

/** The two retention settings, each under its name and its older name. */
export const RETENTION_FIELDS = {
  hot: ["layer_3_hot_to_cold_interval_days", "hot_storage_size_in_days"],
  cold: ["layer_3_cold_to_archive_interval_days", "cold_storage_size_in_days"],
} as const;

/** How `config.json` is read. */
export const twinConfigFile: ConfigFile<typeof twinConfigSchema> = {
  name: "config.json",
  schema: twinConfigSchema,
  list: false,
  required: true,
  ineffective: [
    { path: ["mode"], why: "functions log the same in every mode" },
    { path: ["observability"], why: "every cloud in use keeps its logs for 30 days" },
  ],
  notDeployedYet: [],
};
