import { createHmac, timingSafeEqual } from "node:crypto";
import { TENANT_ID } from "../account.ts";

/** Who bears a token, for which service and until when (seconds since 1970). */
export interface TokenClaims {
  readonly aud: string;
  /** Object id of the principal: what role assignments name. */
  readonly oid: string;
  readonly appid: string;
  readonly exp: number;
}

/** Signs and checks the tokens of the local directory. */
export interface TokenAuthority {
  issue(claims: TokenClaims): string;
  /** The claims of a token that is genuine and not over; undefined otherwise. */
  verify(token: string): TokenClaims | undefined;
}

/** Makes an authority whose tokens are valid as long as `key` is the same. */
export function createTokenAuthority(options: { key: Buffer; now: () => number }): TokenAuthority {
  const sign = (text: string): Buffer => createHmac("sha256", options.key).update(text).digest();
  return {
    issue(claims) {
      const issuer = `https://sts.windows.net/${TENANT_ID}/`;
      const issued = Math.floor(options.now() / 1000);
      const payload = { ...claims, iss: issuer, sub: claims.oid, tid: TENANT_ID, iat: issued, nbf: issued };
      const signed = `${encode({ typ: "JWT", alg: "HS256" })}.${encode(payload)}`;
      return `${signed}.${sign(signed).toString("base64url")}`;
    },
    verify(token) {
      const end = token.lastIndexOf(".");
      const [, payload = ""] = token.split(".");
      const given = Buffer.from(token.slice(end + 1), "base64url");
      const expected = sign(token.slice(0, end));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const claims = decode(payload);
      return claims && claims.exp * 1000 > options.now() ? claims : undefined;
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function decode(payload: string): TokenClaims | undefined {
  const parsed: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  return isClaims(parsed) ? parsed : undefined;
}

function isClaims(value: unknown): value is TokenClaims {
  if (typeof value !== "object" || value === null) return false;
  if (!("aud" in value && "oid" in value && "exp" in value)) return false;
  return typeof value.aud === "string" && typeof value.oid === "string" && typeof value.exp === "number";
}
