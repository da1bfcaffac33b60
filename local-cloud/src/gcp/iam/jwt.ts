import { sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** The two JSON parts of a token; nothing is verified yet. */
export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Signs claims with RS256. */
export function signJwt(
  claims: Readonly<Record<string, unknown>>,
  key: { id: string; privateKey: KeyObject },
): string {
  const header = { alg: "RS256", typ: "JWT", kid: key.id };
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${signed}.${sign("sha256", Buffer.from(signed), key.privateKey).toString("base64url")}`;
}

/** Takes a token apart, or returns undefined when the text is no JWT. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  const [header, claims, signature, ...rest] = token.split(".");
  if (!header || !claims || !signature || rest.length > 0) return undefined;
  const parts = [parsePart(header), parsePart(claims)];
  if (!parts[0] || !parts[1]) return undefined;
  return {
    header: parts[0],
    claims: parts[1],
    signed: `${header}.${claims}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

/** Whether an RS256 token was signed by this key. */
export function isSignedBy(jwt: DecodedJwt, publicKey: KeyObject): boolean {
  return jwt.header["alg"] === "RS256" && verify("sha256", Buffer.from(jwt.signed), publicKey, jwt.signature);
}

function parsePart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
