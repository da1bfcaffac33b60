import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { block, requiredText, text, textMap } from "../arm/attributes.ts";
import { createFunctionApp } from "../functions-host/function-app.ts";
import type { FunctionApp } from "../functions-host/function-app.ts";
import { createHttpsEndpoint } from "../http/https-endpoint.ts";
import type { Endpoint } from "../http/https-endpoint.ts";
import { assignedIdentities } from "../identity/principals.ts";
import type { Attributes, RequestContext } from "../../terraform/resource-handler.ts";
import { platformEnvironment } from "./app-environment.ts";
import { packageStorage } from "./app-storage.ts";
import type { AzureContext } from "./context.ts";
import { createReach } from "./queue-reach.ts";

/** An app with the port on which it answers. */
export interface RunningApp {
  readonly app: FunctionApp;
  readonly endpoint: Endpoint;
  revoke(): void;
}

/** Starts an app with nothing deployed to it yet. */
export async function startApp(
  context: AzureContext,
  { attributes, port }: { attributes: Attributes; port: number },
): Promise<RunningApp> {
  const { inventory, services, queues, now } = context;
  const name = requiredText(attributes, "name");
  const id = requiredText(attributes, "id");
  const identities = (): ReturnType<typeof assignedIdentities> => {
    const present = inventory.get(id);
    return present ? assignedIdentities(inventory, present) : [];
  };
  const { header, revoke } = context.identity.admit(identities);
  const app = createFunctionApp({
    name,
    node: services.node,
    folder: appFolder(services.folder, name),
    queues,
    functionLog: services.functionLog,
    platformEnv: () => platformEnvironment({ name, port, header, context }),
    reach: createReach({ ...context, identities }),
    now,
  });
  const endpoint = await createHttpsEndpoint({
    port,
    tls: services.tls,
    handle: app.handle,
    outage: services.outage,
  });
  return { app, endpoint, revoke };
}

/** Ends an app and its process. */
export async function stopApp({ app, endpoint, revoke }: RunningApp): Promise<void> {
  await endpoint.close();
  await app.close();
  revoke();
}

/** What is to run in an app. */
export interface Deploying {
  readonly started: RunningApp;
  readonly attributes: Attributes;
  /** Given when the package is to be read anew from the file that the configuration names. */
  readonly fresh: RequestContext | undefined;
  readonly restart?: boolean;
}

/** Lets an app run the package and settings that its resource names. */
export async function deploy(
  context: AzureContext,
  { started, attributes, fresh, restart = false }: Deploying,
): Promise<void> {
  const file = text(attributes, "zip_deploy_file");
  if (file === undefined) return;
  const storage = packageStorage(context, attributes);
  if (fresh) storage.check();
  const zip = fresh ? await readFile(resolve(fresh.workingDirectory, file)) : await storage.read();
  if (!zip) return;
  const deployment = { zip, settings: settingsOf(attributes) };
  await (fresh || restart ? started.app.deploy(deployment) : started.app.resume(deployment));
  // Only what runs is kept, so that a package that was refused does not come back with the next start of the daemon.
  if (fresh) await storage.write(zip);
}

function settingsOf(attributes: Attributes): Record<string, string> {
  const site = block(attributes, "site_config") ?? {};
  const connection = text(site, "application_insights_connection_string");
  return {
    ...textMap(attributes, "app_settings"),
    ...(connection !== undefined && { APPLICATIONINSIGHTS_CONNECTION_STRING: connection }),
  };
}

/** Removes what an app left on disk and in the log. */
export async function forgetApp(
  { services }: AzureContext,
  { name, functionNames }: { name: string; functionNames: readonly string[] },
): Promise<void> {
  for (const known of [name, ...functionNames]) services.functionLog.forget(known);
  await rm(appFolder(services.folder, name), { recursive: true, force: true });
}

function appFolder(folder: string, name: string): string {
  return join(folder, "apps", name);
}
