import { normaliseTimestamp, RECORD_FIELDS } from "@twin2multicloud/model";
import type { JsonObject, JsonValue } from "@twin2multicloud/model";
import { BadInput } from "./bad-input.ts";

/** One message of a device, as it is sent. */
export interface Reading {
  readonly device_id: string;
  readonly time: string;
  readonly message_id: string;
  readonly properties: JsonObject;
}

/** Reads a time as people and files write it; without a zone it is UTC. Throws BadInput when it is none. */
export function readTime(value: JsonValue | undefined): string {
  const time = normaliseTimestamp(value);
  if (time === undefined)
    throw new BadInput(
      `${JSON.stringify(value) ?? "nothing"} is no time: expected ISO 8601 or epoch seconds`,
    );
  return time;
}

/** Throws BadInput for a property that bears a name of the record's own. */
export function checkPropertyName(name: string): void {
  if (name === "" || RECORD_FIELDS.some((field) => field === name)) {
    throw new BadInput(`${JSON.stringify(name)} is no name for a property`);
  }
}

/** The bytes of a reading on the wire: one flat JSON object in UTF-8. */
export function encodeReading({ properties, ...identity }: Reading): Buffer {
  return Buffer.from(JSON.stringify({ ...properties, ...identity }));
}
