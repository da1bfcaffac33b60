import { createPrivateKey, sign } from "node:crypto";

/** A service account whose private key is at hand; `now` in milliseconds. */
export interface Publisher {
  readonly email: string;
  readonly keyId: string;
  /** PEM. */
  readonly privateKey: string;
}

const AUDIENCE = "https://pubsub.googleapis.com/";
/** How long a token is good for. */
export const TOKEN_LIFE_SECONDS = 3600;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A bearer token for Pub/Sub, signed by the account itself and good for an hour (https://google.aip.dev/auth/4111). */
export function publisherToken({ email, keyId, privateKey }: Publisher, now: number): string {
  const iat = Math.floor(now / 1000);
  const head = part({ alg: "RS256", typ: "JWT", kid: keyId });
  const claims = part({ iss: email, sub: email, aud: AUDIENCE, iat, exp: iat + TOKEN_LIFE_SECONDS });
  const signature = sign("sha256", Buffer.from(`${head}.${claims}`), createPrivateKey(privateKey));
  return `${head}.${claims}.${signature.toString("base64url")}`;
}
