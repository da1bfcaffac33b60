import { createHmac, timingSafeEqual } from "node:crypto";
import { SIGNATURE_WINDOW_SECONDS } from "@twin2multicloud/model";
import type { EdgeKey } from "./edge-key.ts";

function hmac(key: EdgeKey, time: string, body: Uint8Array): Buffer {
  return createHmac("sha256", key.secret).update(`v1.${key.id}.${time}.`).update(body).digest();
}

/** The value of the signature header: `v1 <key id> <unix ms> <base64url HMAC-SHA256>` over key id, time and the raw body. */
export function sign(body: Uint8Array, key: EdgeKey, now: number): string {
  const time = String(now);
  return `v1 ${key.id} ${time} ${hmac(key, time, body).toString("base64url")}`;
}

/** Tells, in constant time per key, whether a signature of one of the keys covers the body and is no older or newer than the window. */
export function isSigned(options: {
  body: Uint8Array;
  signature: string | undefined;
  keys: readonly EdgeKey[];
  now: number;
}): boolean {
  const match = /^v1 ([\w.-]{1,64}) (\d{1,15}) ([\w-]{43})$/.exec(options.signature ?? "");
  if (!match) return false;
  const [, id = "", time = "", given = ""] = match;
  if (Math.abs(options.now - Number(time)) > SIGNATURE_WINDOW_SECONDS * 1000) return false;
  const mac = Buffer.from(given, "base64url");
  return options.keys.some((key) => key.id === id && timingSafeEqual(hmac(key, time, options.body), mac));
}
