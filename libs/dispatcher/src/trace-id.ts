import { createHash } from "node:crypto";

/** Turns a platform's id of a message (a UUID or any text) into a W3C trace id, the same one for the same text. */
export function traceIdFrom(text: string | undefined): string {
  const hex = (text ?? "").replaceAll("-", "").toLowerCase();
  if (/^[0-9a-f]{32}$/.test(hex) && !/^0+$/.test(hex)) return hex;
  return createHash("sha256")
    .update(text ?? "")
    .digest("hex")
    .slice(0, 32);
}
