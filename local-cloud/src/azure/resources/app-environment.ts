import type { AzureContext } from "./context.ts";

/** What the environment is made from. */
export interface AppPlace {
  readonly name: string;
  readonly port: number;
  /** The secret by which the identity endpoint knows the app. */
  readonly header: string;
  readonly context: AzureContext;
}

/** The variables that the platform gives every app besides its settings. */
export function platformEnvironment({ name, port, header, context }: AppPlace): Record<string, string> {
  const { services, origins } = context;
  return {
    IDENTITY_ENDPOINT: `${origins.identity}/msi/token`,
    IDENTITY_HEADER: header,
    NODE_EXTRA_CA_CERTS: services.tls.caFile,
    WEBSITE_SITE_NAME: name,
    WEBSITE_HOSTNAME: `localhost:${port}`,
    WEBSITE_INSTANCE_ID: "local",
    WEBSITE_SKU: "FlexConsumption",
    FUNCTIONS_EXTENSION_VERSION: "~4",
    FUNCTIONS_WORKER_RUNTIME: "node",
    TZ: "UTC",
    HOME: services.folder,
    LANG: "C.UTF-8",
  };
}
