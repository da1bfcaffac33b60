import * as z from "zod/mini";
import { DATA_TYPES } from "../twin-file.ts";
import type { ConfigFile } from "./config-file.ts";

const constant = z.union([z.string(), z.number(), z.boolean()]);
const propertyName = z.string().check(z.minLength(1), z.maxLength(256));

const property = z.strictObject({
  name: propertyName,
  dataType: z.enum(DATA_TYPES),
  initValue: z.optional(constant),
});

const constProperty = z.strictObject({ name: propertyName, dataType: z.enum(DATA_TYPES), value: constant });

/** One device of `config_iot_devices.json`; `processor` names the processor of its readings, else its id does. */
export const iotDeviceSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  processor: z.optional(z.string().check(z.minLength(1))),
  properties: z.array(property),
  constProperties: z.optional(z.array(constProperty)),
});

/** One device of `config_iot_devices.json`. */
export type IotDevice = z.infer<typeof iotDeviceSchema>;

/** How `config_iot_devices.json` is read. */
export const iotDevicesFile: ConfigFile<typeof iotDeviceSchema> = {
  name: "config_iot_devices.json",
  schema: iotDeviceSchema,
  list: true,
  required: true,
  ineffective: [],
  notDeployedYet: [
    { path: ["*", "properties", "*", "initValue"], why: "initial values" },
    { path: ["*", "constProperties"], why: "constant properties" },
  ],
};
