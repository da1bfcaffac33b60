import { createHmac, timingSafeEqual } from "node:crypto";
import { GoogleError } from "../http/google-error.ts";
import { decodeJwt, isSignedBy, signJwt } from "./jwt.ts";
import type { DecodedJwt } from "./jwt.ts";
import type { ServiceAccounts } from "./service-accounts.ts";
import type { SigningKeys } from "./signing-keys.ts";

/** The life of every token, as on the real metadata server. */
export const TOKEN_SECONDS = 3600;

/** A self-signed token may not live longer (https://google.aip.dev/auth/4111). */
const MAX_SELF_SIGNED_SECONDS = 3600;
const CLOCK_SKEW_SECONDS = 300;
const ACCESS_PREFIX = "ya29.local";
const REMEMBERED_TOKENS = 1000;

/** Hands out and checks the tokens of service accounts. */
export interface Tokens {
  /** An access token that names the account and lives TOKEN_SECONDS. */
  accessToken(email: string): string;
  /** An OpenID Connect identity token for one audience; good for at least half of TOKEN_SECONDS. */
  identityToken(email: string, audience: string): string;
  /** The account behind an access token, or behind a self-signed token for `service` (`https://pubsub.googleapis.com/`). Throws UNAUTHENTICATED. */
  callerOf(token: string | undefined, service: string): string;
  /** The account behind an identity token for this audience or a path below it, or undefined when the token is not good. */
  identityOf(token: string, audience: string): string | undefined;
}

/** Tokens of one local cloud; `now` answers ms since 1970. */
export function createTokens(deps: {
  accounts: ServiceAccounts;
  keys: SigningKeys;
  now: () => number;
}): Tokens {
  const { accounts, keys } = deps;
  const seconds = (): number => Math.floor(deps.now() / 1000);
  const verified = new Map<string, { readonly email: string; readonly exp: number }>();

  const handedOut = new Map<string, { readonly token: string; readonly renewAt: number }>();

  const remember = (key: string, email: string, exp: number): string => {
    if (verified.size >= REMEMBERED_TOKENS) verified.clear();
    verified.set(key, { email, exp });
    return email;
  };

  /** Checks a token once and remembers the answer until it expires: verifying RSA per message would cost more than the message. */
  const remembered = (key: string): string | undefined => {
    const known = verified.get(key);
    return known && known.exp > seconds() && accounts.has(known.email) ? known.email : undefined;
  };

  const mac = (payload: string): Buffer => createHmac("sha256", keys.secret).update(payload).digest();

  const checkAccessToken = (token: string): string => {
    const [payload, signature] = token.slice(ACCESS_PREFIX.length + 1).split(".");
    const given = Buffer.from(signature ?? "", "base64url");
    const expected = mac(payload ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw unauthenticated("is not known");
    const [email = "", exp = "0"] = Buffer.from(payload ?? "", "base64url")
      .toString("utf8")
      .split(" ");
    if (Number(exp) <= seconds()) throw unauthenticated("has expired");
    if (!accounts.has(email)) throw unauthenticated("belongs to an account that is gone");
    return remember(token, email, Number(exp));
  };

  const checkSelfSigned = (token: string, service: string): string => {
    const jwt = decodeJwt(token);
    if (!jwt) throw unauthenticated("is neither an access token nor a JWT");
    const key = accounts.key(String(jwt.header["kid"]));
    if (!key || !isSignedBy(jwt, key.publicKey))
      throw unauthenticated("is not signed by a key of a service account");
    if (key.validUntil <= deps.now()) throw unauthenticated("is signed by a key that has expired");
    if (jwt.claims["iss"] !== key.email || jwt.claims["sub"] !== key.email) {
      throw unauthenticated("must name the account of its key in iss and sub");
    }
    if (!isMeantFor(jwt, service)) throw unauthenticated(`must have the audience ${service} or a scope`);
    return remember(`${service} ${token}`, key.email, checkedExpiry(jwt, seconds()));
  };

  const checkIdentity = (token: string, audience: string): string | undefined => {
    const jwt = decodeJwt(token);
    if (!jwt || !isSignedBy(jwt, keys.publicKey)) return undefined;
    const { aud, email, exp } = jwt.claims;
    if (typeof email !== "string" || typeof exp !== "number" || exp <= seconds()) return undefined;
    if (!accounts.has(email) || !`${String(aud)}/`.startsWith(`${audience}/`)) return undefined;
    return remember(`${audience} ${token}`, email, exp);
  };

  const signIdentity = (email: string, audience: string): string => {
    const iat = seconds();
    const sub = accounts.uniqueId(email);
    const exp = iat + TOKEN_SECONDS;
    const claims = {
      iss: "https://accounts.google.com",
      aud: audience,
      azp: sub,
      sub,
      email,
      email_verified: true,
      iat,
      exp,
    };
    return signJwt(claims, keys);
  };

  return {
    accessToken(email) {
      const payload = Buffer.from(`${email} ${seconds() + TOKEN_SECONDS}`).toString("base64url");
      return `${ACCESS_PREFIX}.${payload}.${mac(payload).toString("base64url")}`;
    },
    identityToken(email, audience) {
      const key = `${email} ${audience}`;
      const known = handedOut.get(key);
      if (known && known.renewAt > seconds()) return known.token;
      if (handedOut.size >= REMEMBERED_TOKENS) handedOut.clear();
      const token = signIdentity(email, audience);
      handedOut.set(key, { token, renewAt: seconds() + TOKEN_SECONDS / 2 });
      return token;
    },
    callerOf(token, service) {
      if (token === undefined) throw unauthenticated("is missing");
      if (token.startsWith(`${ACCESS_PREFIX}.`)) return remembered(token) ?? checkAccessToken(token);
      return remembered(`${service} ${token}`) ?? checkSelfSigned(token, service);
    },
    identityOf: (token, audience) => remembered(`${audience} ${token}`) ?? checkIdentity(token, audience),
  };
}

function isMeantFor(jwt: DecodedJwt, service: string): boolean {
  const audience = jwt.claims["aud"];
  if (typeof audience === "string") return audience.startsWith(service) || `${audience}/` === service;
  return typeof jwt.claims["scope"] === "string";
}

function checkedExpiry(jwt: DecodedJwt, now: number): number {
  const { iat, exp } = jwt.claims;
  if (typeof iat !== "number" || typeof exp !== "number")
    throw unauthenticated("needs iat and exp in seconds");
  if (exp <= now) throw unauthenticated("has expired");
  if (iat > now + CLOCK_SKEW_SECONDS) throw unauthenticated("was issued in the future");
  if (exp - iat > MAX_SELF_SIGNED_SECONDS)
    throw unauthenticated(`may live ${MAX_SELF_SIGNED_SECONDS} seconds at most`);
  return exp;
}

function unauthenticated(reason: string): GoogleError {
  return new GoogleError(
    "UNAUTHENTICATED",
    `Request had invalid authentication credentials: the token ${reason}.`,
  );
}
