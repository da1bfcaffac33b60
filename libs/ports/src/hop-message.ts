import { hopMessageSchema, MAX_HOP_BYTES, MAX_HOP_ITEMS } from "@twin2multicloud/model";
import type { HopItem } from "@twin2multicloud/model";
import { PortError } from "./errors.ts";

/** One message of an in-cloud hop and the positions of its items in the list that was packed. */
export interface PackedHopMessage {
  readonly body: string;
  readonly indexes: readonly number[];
}

const WRAPPER_BYTES = Buffer.byteLength('{"items":[]}');

function asMessage(parts: readonly string[], indexes: readonly number[]): PackedHopMessage {
  return { body: `{"items":[${parts.join(",")}]}`, indexes };
}

/** Packs items into as few hop messages as MAX_HOP_ITEMS and MAX_HOP_BYTES allow, in order; a single oversized item gets a message of its own. */
export function packHopMessages(items: readonly HopItem[]): PackedHopMessage[] {
  const messages: PackedHopMessage[] = [];
  let parts: string[] = [];
  let indexes: number[] = [];
  let bytes = WRAPPER_BYTES;
  const flush = () => {
    if (parts.length > 0) messages.push(asMessage(parts, indexes));
    [parts, indexes, bytes] = [[], [], WRAPPER_BYTES];
  };
  items.forEach((item, index) => {
    const text = JSON.stringify(item);
    const size = Buffer.byteLength(text) + 1;
    if (parts.length === MAX_HOP_ITEMS || bytes + size > MAX_HOP_BYTES) flush();
    parts.push(text);
    indexes.push(index);
    bytes += size;
  });
  flush();
  return messages;
}

/** Reads the body of a hop message. Throws a PortError `invalid` that names the first wrong path. */
export function parseHopMessage(text: string): readonly HopItem[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own complaint quotes the text, and payloads have no place in logs.
    throw new PortError("invalid", "hop message is not JSON");
  }
  const parsed = hopMessageSchema.safeParse(json);
  if (parsed.success) return parsed.data.items;
  const issue = parsed.error.issues[0];
  throw new PortError(
    "invalid",
    `hop message: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "wrong shape"}`,
  );
}
