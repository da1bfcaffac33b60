import type { DataType } from "@twin2multicloud/model";
import type { TwinDevice } from "../twin/twin.ts";
import type { CommandOptions } from "./context.ts";

const EXAMPLES: Readonly<Record<DataType, string>> = {
  DOUBLE: "21.5",
  INTEGER: "21",
  LONG: "21",
  STRING: "hello",
  BOOLEAN: "true",
};

/** A word as a shell takes it, in quotes where it needs them. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function flags({ twin, target }: Pick<CommandOptions, "twin" | "target">): string {
  const project = twin === "twins/demo" ? "" : ` --twin ${shellWord(twin)}`;
  return target === "local" ? project : `${project} --target ${target}`;
}

/** The two commands with which a user of a fresh twin sends a first reading and sees it, or what the twin lacks for that. */
export function firstSteps(
  devices: readonly TwinDevice[],
  options: Pick<CommandOptions, "twin" | "target">,
): string[] {
  const device = devices.find(({ properties }) => Object.keys(properties).length > 0);
  const [property] = Object.entries(device?.properties ?? {});
  if (!device || !property)
    return ["The twin has no device with a property: add one to config_iot_devices.json."];
  const id = shellWord(device.id);
  const setting = shellWord(`${property[0]}=${EXAMPLES[property[1]]}`);
  return [
    "Send a reading:",
    `  npx twin simulate send --device ${id} --set ${setting}${flags(options)}`,
    "Read it back:",
    `  npx twin read --device ${id} --latest${flags(options)}`,
  ];
}
