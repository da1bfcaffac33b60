import { createHmac, timingSafeEqual } from "node:crypto";

/** A shared access signature, taken apart (https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-sas). */
export interface SasToken {
  /** The resource as it was signed, still URL-encoded. */
  readonly signedResource: string;
  readonly signature: string;
  /** Seconds since 1970. */
  readonly expiry: number;
  /** Name of the shared access policy; absent where a device's own key signed. */
  readonly policy?: string;
}

/** Takes a token apart; undefined where it is none. */
export function parseSasToken(text: string): SasToken | undefined {
  const [scheme, fields] = text.split(" ", 2);
  if (scheme !== "SharedAccessSignature" || !fields) return undefined;
  const parts = new Map(
    fields.split("&").map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]),
  );
  const [sr, sig, se, skn] = ["sr", "sig", "se", "skn"].map((name) => parts.get(name));
  if (!sr || !sig || !se || !/^\d+$/.test(se)) return undefined;
  const token = { signedResource: sr, signature: decodeURIComponent(sig), expiry: Number(se) };
  return skn ? { ...token, policy: decodeURIComponent(skn) } : token;
}

/** What a token must be good for. */
export interface SasCheck {
  /** As in `localhost:4711/devices/d1`; the token may also be for a part of the path before it. */
  readonly resource: string;
  /** Base64 keys, any of which may have signed. */
  readonly keys: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Why a token is refused; undefined where it is good. */
export function sasProblem(token: SasToken, { resource, keys, now }: SasCheck): string | undefined {
  if (token.expiry * 1000 <= now) return "the token has expired";
  const scope = decodeURIComponent(token.signedResource).toLowerCase().replace(/\/$/, "");
  const wanted = resource.toLowerCase();
  if (wanted !== scope && !wanted.startsWith(`${scope}/`))
    return `the token is for ${scope}, expected ${wanted}`;
  const given = Buffer.from(token.signature, "base64");
  const signed = `${token.signedResource}\n${token.expiry}`;
  return keys.some((key) => equal(given, sign(signed, key)))
    ? undefined
    : "the signature does not match the key";
}

/** Signs a token, as a device or a service does. */
export function createSasToken(options: {
  resource: string;
  key: string;
  expiry: number;
  policy?: string;
}): string {
  const sr = encodeURIComponent(options.resource);
  const sig = sign(`${sr}\n${options.expiry}`, options.key).toString("base64");
  const policy = options.policy ? `&skn=${encodeURIComponent(options.policy)}` : "";
  return `SharedAccessSignature sr=${sr}&sig=${encodeURIComponent(sig)}&se=${options.expiry}${policy}`;
}

function sign(text: string, key: string): Buffer {
  return createHmac("sha256", Buffer.from(key, "base64")).update(text).digest();
}

function equal(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
