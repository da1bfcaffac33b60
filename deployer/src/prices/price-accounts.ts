import { dirname, resolve } from "node:path";
import { credentialsSchema } from "@twin2multicloud/model";
import type { CredentialsConfig } from "@twin2multicloud/model";
import { EXIT, Failure } from "../failure.ts";
import { jsonOf } from "../machine/json.ts";
import type { Machine } from "../machine/machine.ts";
import { googleToken } from "../status/google-token.ts";
import type { AwsKeys } from "../status/sigv4.ts";
import type { GcpAccess } from "./gcp-prices.ts";

/** What of the machine is needed to find accounts; `environment` may hold them. */
export type AccountMachine = Pick<Machine, "http" | "files" | "clock" | "environment" | "folder">;

/** The accounts of a `config_credentials.json`, and the folder that its paths start from. */
export interface GivenAccounts {
  readonly accounts: CredentialsConfig;
  readonly folder: string;
}

const SCOPE = "https://www.googleapis.com/auth/cloud-billing.readonly";

/** Reads the file that `--credentials` names. Throws a Failure (bad input) that shows nothing of it when it is missing or broken. */
export async function givenAccounts(
  { files, folder }: AccountMachine,
  file: string | undefined,
): Promise<GivenAccounts> {
  if (file === undefined) return { accounts: {}, folder };
  const path = resolve(folder, file);
  const text = await files.read(path);
  const accounts = credentialsSchema.safeParse(jsonOf(text));
  if (accounts.success) return { accounts: accounts.data, folder: dirname(path) };
  throw new Failure(`${path} ${text === undefined ? "is missing" : "is no config_credentials.json"}`, {
    advice: "Name the file that a twin keeps its accounts in, or leave --credentials out.",
    exitCode: EXIT.badInput,
  });
}

/** The keys for AWS: those that are given, else those of the environment. Throws a Failure that says where keys are looked for. */
export function awsAccount({ environment }: AccountMachine, { accounts }: GivenAccounts): AwsKeys {
  const { aws } = accounts;
  const accessKeyId = aws?.aws_access_key_id ?? environment["AWS_ACCESS_KEY_ID"];
  const secretAccessKey = aws?.aws_secret_access_key ?? environment["AWS_SECRET_ACCESS_KEY"];
  if (accessKeyId && secretAccessKey) {
    const sessionToken = aws ? aws.aws_session_token : environment["AWS_SESSION_TOKEN"];
    return { accessKeyId, secretAccessKey, sessionToken };
  }
  throw new Failure("the AWS Price List API needs the keys of an account, and there are none", {
    advice:
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a config_credentials.json with --credentials.",
  });
}

/** The access to Google Cloud: an API key, an access token, or a service account. Rejects with a Failure that says where they are looked for. */
export async function gcpAccount(
  machine: AccountMachine,
  { accounts, folder }: GivenAccounts,
): Promise<GcpAccess> {
  const { environment } = machine;
  const given = (accounts.gcp ?? accounts.google)?.gcp_credentials_file;
  const apiKey = environment["GOOGLE_API_KEY"];
  const token = environment["GOOGLE_OAUTH_ACCESS_TOKEN"];
  if (given === undefined && apiKey) return { "x-goog-api-key": apiKey };
  if (given === undefined && token) return { authorization: `Bearer ${token}` };
  const path = given === undefined ? environment["GOOGLE_APPLICATION_CREDENTIALS"] : resolve(folder, given);
  if (path) return { authorization: `Bearer ${await googleToken(machine, { path, scope: SCOPE })}` };
  throw new Failure("the Cloud Billing Catalog API needs a key, and there is none", {
    advice:
      "Set GOOGLE_API_KEY, GOOGLE_OAUTH_ACCESS_TOKEN or GOOGLE_APPLICATION_CREDENTIALS, or name a config_credentials.json with --credentials.",
  });
}
