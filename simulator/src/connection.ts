import { readFileSync } from "node:fs";
import { outputsSchema } from "@twin2multicloud/model";
import type { DeviceConnection } from "@twin2multicloud/model";
import { BadInput } from "./bad-input.ts";
import { parseJson } from "./value.ts";

const AGAIN = { advice: "Deploy the twin again." };

function readText(file: string, what: { name: string; advice: string }): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new BadInput(`${what.name} cannot be read: ${file}`, { advice: what.advice, cause });
  }
}

/** What a deploy wrote for one device. Throws BadInput when the twin is not deployed or has no such device. */
export function loadConnection(outputsFile: string, device: string): DeviceConnection {
  const text = readText(outputsFile, { name: "the outputs of the twin", advice: "Deploy the twin first." });
  const parsed = outputsSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new BadInput(`${outputsFile} is not what this version writes`, AGAIN);
  const connections = new Map(Object.entries(parsed.data.ingest));
  const connection = connections.get(device);
  if (connection) return connection;
  const known = [...connections.keys()].join(", ");
  throw new BadInput(
    `the twin ${parsed.data.twin} has no device ${JSON.stringify(device)}: expected one of ${known}`,
  );
}

/** The content of a file that the outputs name. */
export function loadFile(file: string | undefined): string | undefined {
  return file === undefined ? undefined : readText(file, { name: "a file that the outputs name", ...AGAIN });
}
