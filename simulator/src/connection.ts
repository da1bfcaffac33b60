import { readFileSync } from "node:fs";
import { outputsSchema } from "@twin2multicloud/model";
import type { DeviceConnection } from "@twin2multicloud/model";
import { BadInput } from "./bad-input.ts";

function readText(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new BadInput(`${what} cannot be read: ${file}`, { cause });
  }
}

/** What a deploy wrote for one device. Throws BadInput when the twin is not deployed or has no such device. */
export function loadConnection(outputsFile: string, device: string): DeviceConnection {
  const text = readText(outputsFile, "the outputs of the twin (deploy it first)");
  const parsed = outputsSchema.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new BadInput(`${outputsFile} is not what this version writes: deploy the twin again`);
  const connection = parsed.data.ingest[device];
  if (connection) return connection;
  const known = Object.keys(parsed.data.ingest).join(", ");
  throw new BadInput(
    `the twin ${parsed.data.twin} has no device ${JSON.stringify(device)}: expected one of ${known}`,
  );
}

/** The content of a file that the outputs name. */
export function loadFile(file: string | undefined): string | undefined {
  return file === undefined ? undefined : readText(file, "a file that the outputs name");
}
