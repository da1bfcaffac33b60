import * as z from "zod/mini";
import type { ConfigFile } from "./config-file.ts";

const feedback = z.strictObject({
  type: z.literal("mqtt"),
  topic: z.optional(z.string()),
  iotDeviceId: z.optional(z.string()),
  payload: z.union([z.string(), z.record(z.string(), z.json())]),
});

const action = z.strictObject({
  type: z.enum(["lambda", "function", "step_function", "logic_app", "workflow"]),
  functionName: z.string().check(z.minLength(1)),
  functionNameB: z.optional(z.string()),
  functionUrl: z.optional(z.string()),
  pathToCode: z.optional(z.string()),
  autoDeploy: z.optional(z.boolean()),
  feedback: z.optional(feedback),
});

/** One rule of `config_events.json`: `entity.component.property operator CONSTANT(value)`, and what it sets off. */
export const eventSchema = z.strictObject({ condition: z.string().check(z.minLength(1)), action });

/** One rule of `config_events.json`. */
export type EventConfig = z.infer<typeof eventSchema>;

/** How `config_events.json` is read. */
export const eventsFile: ConfigFile<typeof eventSchema> = {
  name: "config_events.json",
  schema: eventSchema,
  list: true,
  required: true,
  ineffective: [
    { path: ["*", "action", "pathToCode"], why: "an action is found by its functionName" },
    { path: ["*", "action", "autoDeploy"], why: "every action that a rule names is deployed" },
  ],
  notDeployedYet: [{ path: ["*"], why: "events" }],
};
