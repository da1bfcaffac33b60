import { publisherToken, TOKEN_LIFE_SECONDS } from "@twin2multicloud/publisher-token";
import * as z from "zod/mini";
import { BadInput } from "./bad-input.ts";
import { parseJson } from "./value.ts";

const serviceAccountSchema = z.object({
  client_email: z.string(),
  private_key_id: z.string(),
  private_key: z.string(),
});

const RENEW_BEFORE_SECONDS = 300;

/** Makes bearer tokens for Pub/Sub out of a service-account file, each renewed before it ends. */
export function serviceAccountTokens(keyFile: string, now: () => number = Date.now): () => string {
  const parsed = serviceAccountSchema.safeParse(parseJson(keyFile));
  if (!parsed.success) {
    throw new BadInput("the key file of the device is no service-account file", {
      advice: "Deploy the twin again.",
    });
  }
  const { client_email: email, private_key_id: keyId, private_key: privateKey } = parsed.data;
  let token = "";
  let renewAt = 0;
  return () => {
    if (now() < renewAt) return token;
    renewAt = now() + (TOKEN_LIFE_SECONDS - RENEW_BEFORE_SECONDS) * 1000;
    token = publisherToken({ email, keyId, privateKey }, now());
    return token;
  };
}
