import { createSign } from "node:crypto";
import * as z from "zod/mini";
import { BadInput } from "./bad-input.ts";

const serviceAccountSchema = z.object({
  client_email: z.string(),
  private_key_id: z.string(),
  private_key: z.string(),
});

const LIFETIME_SECONDS = 3600;
const RENEW_BEFORE_SECONDS = 300;
const AUDIENCE = "https://pubsub.googleapis.com/";

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * Makes bearer tokens for Pub/Sub out of a service-account file: a JWT that the account signs itself, renewed before it
 * ends (https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth).
 */
export function serviceAccountTokens(keyFile: string, now: () => number = Date.now): () => string {
  const parsed = serviceAccountSchema.safeParse(JSON.parse(keyFile));
  if (!parsed.success)
    throw new BadInput("the key file of the device is no service-account file: deploy the twin again");
  const { client_email, private_key_id, private_key } = parsed.data;
  let token = "";
  let expires = 0;
  return () => {
    const second = Math.floor(now() / 1000);
    if (second < expires - RENEW_BEFORE_SECONDS) return token;
    expires = second + LIFETIME_SECONDS;
    const header = encode({ alg: "RS256", typ: "JWT", kid: private_key_id });
    const claims = encode({ iss: client_email, sub: client_email, aud: AUDIENCE, iat: second, exp: expires });
    const signature = createSign("RSA-SHA256").update(`${header}.${claims}`).sign(private_key, "base64url");
    token = `${header}.${claims}.${signature}`;
    return token;
  };
}
