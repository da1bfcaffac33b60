import { join, resolve } from "node:path";
import { rootCertificates } from "node:tls";
import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud, CloudAccounts } from "@twin2multicloud/model";
import { EXIT, Failure } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import type { CloudSettings } from "../render/settings.ts";
import { cloudStatus } from "../status/cloud-status.ts";
import type { TargetPlatform } from "./target-platform.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A twin's accounts: what its author wrote, and where paths in it start. */
export interface AccountSource {
  readonly accounts: CloudAccounts;
  readonly twinFolder: string;
}

/** One thing that neither config_credentials.json nor the environment says. */
interface Missing {
  readonly missing: string;
}

type Setting = string | Missing;

const firstOf = (environment: Environment, names: readonly string[]): string | undefined =>
  names.map((name) => environment[name]).find((value) => value);

function required(environment: Environment, names: readonly string[], field: string): Setting {
  return (
    firstOf(environment, names) ?? {
      missing: `${field} in config_credentials.json, or ${names.join(" or ")} in the environment`,
    }
  );
}

function settingsWanted(
  accounts: CloudAccounts,
  environment: Environment,
): Record<Cloud, Record<string, Setting>> {
  const { aws, azure, gcp } = accounts;
  return {
    aws: {
      region:
        aws?.aws_region ?? required(environment, ["AWS_REGION", "AWS_DEFAULT_REGION"], "aws.aws_region"),
    },
    azure: {
      location: azure?.azure_region ?? required(environment, ["ARM_LOCATION"], "azure.azure_region"),
      subscription_id:
        azure?.azure_subscription_id ??
        required(environment, ["ARM_SUBSCRIPTION_ID"], "azure.azure_subscription_id"),
      tenant_id: azure?.azure_tenant_id ?? required(environment, ["ARM_TENANT_ID"], "azure.azure_tenant_id"),
    },
    gcp: {
      project:
        gcp?.gcp_project_id ??
        required(environment, ["GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT"], "gcp.gcp_project_id"),
      pubsub_endpoint: "https://pubsub.googleapis.com",
      region: gcp?.gcp_region ?? required(environment, ["GOOGLE_REGION"], "gcp.gcp_region"),
    },
  };
}

const given = (setting: Setting | undefined): string => (typeof setting === "string" ? setting : "");

function settingsOf(
  source: AccountSource,
  environment: Environment,
  clouds: readonly Cloud[],
): CloudSettings {
  const wanted = settingsWanted(source.accounts, environment);
  const missing = clouds.flatMap((cloud) =>
    Object.values(wanted[cloud]).flatMap((setting) => (typeof setting === "string" ? [] : [setting.missing])),
  );
  if (missing.length > 0) {
    throw new Failure(`the target cloud needs ${missing.join("; ")}`, { exitCode: EXIT.badInput });
  }
  const { aws, azure, gcp } = wanted;
  return {
    aws: { region: given(aws["region"]) },
    azure: {
      location: given(azure["location"]),
      subscription_id: given(azure["subscription_id"]),
      tenant_id: given(azure["tenant_id"]),
    },
    gcp: {
      project: given(gcp["project"]),
      pubsub_endpoint: given(gcp["pubsub_endpoint"]),
      region: given(gcp["region"]),
    },
  };
}

/** The accounts as the environment variables that Terraform's providers read; what is not given is left to their usual chain. */
export function accountEnvironment({
  accounts: { aws, azure, gcp },
  twinFolder,
}: AccountSource): Record<string, string> {
  const keyFile = gcp?.gcp_credentials_file;
  return {
    ...(aws
      ? { AWS_ACCESS_KEY_ID: aws.aws_access_key_id, AWS_SECRET_ACCESS_KEY: aws.aws_secret_access_key }
      : {}),
    ...(aws?.aws_session_token ? { AWS_SESSION_TOKEN: aws.aws_session_token } : {}),
    ...(azure ? { ARM_CLIENT_ID: azure.azure_client_id, ARM_CLIENT_SECRET: azure.azure_client_secret } : {}),
    ...(keyFile ? { GOOGLE_APPLICATION_CREDENTIALS: resolve(twinFolder, keyFile) } : {}),
  };
}

/** The real clouds as a target: public providers, accounts from config_credentials.json or the usual chain of each SDK. */
export function cloudTarget(machine: Machine, source: AccountSource, folder: string): TargetPlatform {
  const { files, environment } = machine;
  return {
    open: async (clouds) => {
      const settings = settingsOf(source, environment, clouds);
      const caFile = join(folder, "ca.pem");
      await files.write(caFile, `${rootCertificates.join("\n")}\n`);
      return { settings, environment: { ...environment, ...accountEnvironment(source) }, caFile };
    },
    status: (query) => {
      const clouds = CLOUDS.filter((cloud) => query.functions.some((known) => known.cloud === cloud));
      const settings = settingsOf(source, environment, clouds);
      return cloudStatus(
        { ...machine, environment: { ...environment, ...accountEnvironment(source) } },
        settings,
      )(query);
    },
    close: async () => ({ running: false, resources: 0 }),
  };
}
