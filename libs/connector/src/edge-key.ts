import { PortError } from "@twin2multicloud/ports";

/** The secret of one edge with the id by which the receiver finds it. */
export interface EdgeKey {
  readonly id: string;
  readonly secret: Buffer;
}

const KEY = /^([\w.-]{1,64}):([\w-]{43,})$/;

/** Reads `<key id>:<base64url secret of at least 32 bytes>`. Throws a PortError `invalid` that never shows the secret. */
export function parseEdgeKey(text: string): EdgeKey {
  const match = KEY.exec(text.trim());
  if (!match)
    throw new PortError("invalid", "an edge key must read <key id>:<base64url secret of at least 32 bytes>");
  return { id: match[1] ?? "", secret: Buffer.from(match[2] ?? "", "base64url") };
}

/** Reads one key, or two separated by a comma while a key is being changed. */
export function parseEdgeKeys(text: string): readonly EdgeKey[] {
  return text.split(",").map(parseEdgeKey);
}
