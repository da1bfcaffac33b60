import { createPrivateKey, sign } from "node:crypto";
import * as z from "zod/mini";
import { Failure } from "../failure.ts";
import { jsonOf } from "../machine/json.ts";
import type { Machine } from "../machine/machine.ts";

const accountSchema = z.looseObject({
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string(),
});
const tokenSchema = z.looseObject({ access_token: z.string() });

const TOKEN_URL = "https://oauth2.googleapis.com/token";
const HOUR_SECONDS = 3600;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A service account's key file, and what its token shall be good for. */
export interface TokenRequest {
  readonly path: string;
  readonly scope: string;
}

/** The signed request for a token (https://developers.google.com/identity/protocols/oauth2/service-account); `now` in milliseconds. */
function assertionOf(account: z.infer<typeof accountSchema>, scope: string, now: number): string {
  const { client_email, private_key, private_key_id } = account;
  const iat = Math.floor(now / 1000);
  const claims = { iss: client_email, scope, aud: TOKEN_URL, iat, exp: iat + HOUR_SECONDS };
  const unsigned = `${part({ alg: "RS256", typ: "JWT", kid: private_key_id })}.${part(claims)}`;
  const signature = sign("sha256", Buffer.from(unsigned), createPrivateKey(private_key));
  return `${unsigned}.${signature.toString("base64url")}`;
}

/** An access token of a service account, good for an hour. Rejects with a Failure when its key file is none or Google refuses it. */
export async function googleToken(
  { files, http, clock }: Pick<Machine, "files" | "http" | "clock">,
  { path, scope }: TokenRequest,
): Promise<string> {
  const account = accountSchema.safeParse(jsonOf(await files.read(path)));
  if (!account.success) throw new Failure(`${path} is no service-account key`);
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: assertionOf(account.data, scope, clock.now()),
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await http({ method: "POST", url: TOKEN_URL, headers, body: form.toString() });
  const token = tokenSchema.safeParse(jsonOf(answer.body));
  if (answer.status === 200 && token.success) return token.data.access_token;
  throw new Failure(`Google gave no access token: ${answer.status} ${answer.body.slice(0, 300)}`, {
    advice: `Check that the service account of ${path} still exists and its key is valid.`,
  });
}
