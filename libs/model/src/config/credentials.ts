import * as z from "zod/mini";
import type { ConfigFile } from "./config-file.ts";

const text = z.string().check(z.minLength(1));

const aws = z.strictObject({
  aws_access_key_id: text,
  aws_secret_access_key: text,
  aws_session_token: z.optional(text),
  aws_region: text,
  aws_sso_region: z.optional(text),
});

const azure = z.strictObject({
  azure_subscription_id: text,
  azure_tenant_id: text,
  azure_client_id: text,
  azure_client_secret: text,
  azure_region: text,
  azure_region_iothub: z.optional(text),
  azure_region_digital_twin: z.optional(text),
});

const gcp = z.strictObject({
  gcp_project_id: text,
  gcp_credentials_file: z.optional(text),
  gcp_billing_account: z.optional(text),
  gcp_region: text,
});

/** `config_credentials.json`: accounts of the cloud target; a section that is absent leaves that cloud to its SDK's usual chain. */
export const credentialsSchema = z.strictObject({
  aws: z.optional(aws),
  azure: z.optional(azure),
  gcp: z.optional(gcp),
  google: z.optional(gcp),
});

/** The content of `config_credentials.json`. */
export type CredentialsConfig = z.infer<typeof credentialsSchema>;

/** The account of each cloud, as `config_credentials.json` gives it. */
export interface CloudAccounts {
  readonly aws?: z.infer<typeof aws> | undefined;
  readonly azure?: z.infer<typeof azure> | undefined;
  readonly gcp?: z.infer<typeof gcp> | undefined;
}

/** How `config_credentials.json` is read. */
export const credentialsFile: ConfigFile<typeof credentialsSchema> = {
  name: "config_credentials.json",
  schema: credentialsSchema,
  list: false,
  required: false,
  ineffective: [
    { path: ["azure", "azure_region_digital_twin"], why: "everything stands in azure_region" },
    { path: ["azure", "azure_region_iothub"], why: "the hub stands in azure_region" },
    { path: ["gcp", "gcp_billing_account"], why: "the project must exist; give gcp_project_id" },
    { path: ["google", "gcp_billing_account"], why: "the project must exist; give gcp_project_id" },
  ],
  notDeployedYet: [{ path: ["aws", "aws_sso_region"], why: "dashboards" }],
};
