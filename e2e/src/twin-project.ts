import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "@twin2multicloud/model";

/** Where the three built slots of a test twin live. */
export interface Placement {
  readonly l1: Cloud;
  readonly l2: Cloud;
  readonly hot: Cloud;
}

/** The id of the device that every test twin has. */
export const DEVICE = "sensor-1";

/** A second device, which names the processor that converts a unit. */
export const FAHRENHEIT_DEVICE = "oven-2";

/** Writes a small twin project in the users' format into a folder and returns the folder. */
export function writeTwinProject(folder: string, name: string, { l1, l2, hot }: Placement): string {
  const files = {
    "config.json": {
      digital_twin_name: name,
      layer_3_hot_to_cold_interval_days: 30,
      layer_3_cold_to_archive_interval_days: 90,
    },
    "config_providers.json": {
      layer_1_provider: l1,
      layer_2_provider: l2,
      layer_3_hot_provider: hot,
      layer_3_cold_provider: hot,
      layer_3_archive_provider: hot,
      layer_4_provider: hot,
      layer_5_provider: hot,
    },
    "config_iot_devices.json": [
      {
        id: DEVICE,
        properties: [
          { name: "temperature", dataType: "DOUBLE" },
          { name: "label", dataType: "STRING" },
        ],
      },
      {
        id: FAHRENHEIT_DEVICE,
        processor: "fahrenheit-to-celsius",
        properties: [{ name: "temperature", dataType: "DOUBLE" }],
      },
    ],
    "config_events.json": [],
  };
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files))
    writeFileSync(join(folder, file), JSON.stringify(content, null, 2));
  return folder;
}
