import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { block, requiredText, text, textMap, texts } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import type { FunctionStatus } from "../../daemon/cloud-module.ts";
import { createFunctionApp } from "../functions-host/function-app.ts";
import type { FunctionApp } from "../functions-host/function-app.ts";
import { createHttpsEndpoint } from "../http/https-endpoint.ts";
import type { Endpoint } from "../http/https-endpoint.ts";
import { assignedIdentities } from "../identity/principals.ts";
import type { Attributes, RequestContext } from "../../terraform/resource-handler.ts";
import { platformEnvironment } from "./app-environment.ts";
import { validateFunctionApp } from "./app-rules.ts";
import { packageStorage } from "./app-storage.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { withPrincipals } from "./identity-block.ts";
import { createReach } from "./queue-reach.ts";

interface RunningApp {
  readonly app: FunctionApp;
  readonly endpoint: Endpoint;
  revoke(): void;
}

/** The apps and what is known of their functions. */
export interface FunctionApps {
  readonly plan: AzureResource;
  readonly resource: AzureResource;
  status(): readonly FunctionStatus[];
  close(): Promise<void>;
}

/** `azurerm_service_plan` and `azurerm_function_app_flex_consumption`. */
export function functionApps(context: AzureContext): FunctionApps {
  const { inventory, services, newId } = context;
  const running = new Map<string, RunningApp>();
  const portName = (name: string): string => `app-${name}`;

  const resource = armResource(inventory, {
    type: "azurerm_function_app_flex_consumption",
    requiresReplace: ["name", "resource_group_name", "location", "service_plan_id"],
    validate: validateFunctionApp,
    id: (planned) => idIn(planned, "Microsoft.Web/sites"),
    parents: (planned) => [...inGroup(planned), requiredText(planned, "service_plan_id")],
    async computed(planned) {
      const name = requiredText(planned, "name");
      refuseTaken(planned, context);
      return {
        default_hostname: `localhost:${await services.port(portName(name))}`,
        kind: "functionapp,linux",
        custom_domain_verification_id: newId().replaceAll("-", "").toUpperCase(),
        outbound_ip_addresses: "127.0.0.1",
        outbound_ip_address_list: ["127.0.0.1"],
        possible_outbound_ip_addresses: "127.0.0.1",
        possible_outbound_ip_address_list: ["127.0.0.1"],
        site_credential: [{ name: `$${name}`, password: newId() }],
        ...withPrincipals(planned, { newId }),
      };
    },
    async start(attributes, fresh) {
      const name = requiredText(attributes, "name");
      const started = await startApp(context, { attributes, port: await services.port(portName(name)) });
      running.set(name, started);
      await deploy(context, { started, attributes, fresh }).catch(async (error: unknown) => {
        running.delete(name);
        await stopApp(started);
        throw error;
      });
    },
    async change({ prior, next, context: request }) {
      const identity = withPrincipals(next, { newId, prior });
      const attributes = { ...next, ...identity };
      const started = running.get(requiredText(next, "name"));
      const packageChanged = text(prior, "zip_deploy_file") !== text(next, "zip_deploy_file");
      inventory.put({
        type: "azurerm_function_app_flex_consumption",
        id: requiredText(next, "id"),
        attributes,
      });
      if (started)
        await deploy(context, {
          started,
          attributes,
          fresh: packageChanged ? request : undefined,
          restart: true,
        });
      return identity;
    },
    async stop(attributes) {
      const name = requiredText(attributes, "name");
      const started = running.get(name);
      running.delete(name);
      if (started) await stopApp(started);
      for (const { name: functionName } of started?.app.status() ?? [])
        services.functionLog.forget(functionName);
      await services.releasePort(portName(name));
    },
  });

  return {
    plan: servicePlan(context),
    resource,
    status: () => [...running.values()].flatMap(({ app }) => app.status()),
    close: async () => void (await Promise.all([...running.values()].map(stopApp))),
  };
}

async function startApp(
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
    folder: join(services.folder, "apps", name),
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

async function stopApp({ app, endpoint, revoke }: RunningApp): Promise<void> {
  await endpoint.close();
  await app.close();
  revoke();
}

interface Deploying {
  readonly started: RunningApp;
  readonly attributes: Attributes;
  /** Given when the package is to be read anew from the file that the configuration names. */
  readonly fresh: RequestContext | undefined;
  readonly restart?: boolean;
}

async function deploy(
  context: AzureContext,
  { started, attributes, fresh, restart = false }: Deploying,
): Promise<void> {
  const file = text(attributes, "zip_deploy_file");
  if (file === undefined) return;
  const storage = packageStorage(context, attributes);
  if (fresh) await storage.write(await readFile(resolve(fresh.workingDirectory, file)));
  const zip = await storage.read();
  if (!zip) return;
  const deployment = { zip, settings: settingsOf(attributes) };
  await (fresh || restart ? started.app.deploy(deployment) : started.app.resume(deployment));
}

function settingsOf(attributes: Attributes): Record<string, string> {
  const site = block(attributes, "site_config") ?? {};
  const connection = text(site, "application_insights_connection_string");
  return {
    ...textMap(attributes, "app_settings"),
    ...(connection !== undefined && { APPLICATIONINSIGHTS_CONNECTION_STRING: connection }),
  };
}

function refuseTaken(planned: Attributes, { inventory }: AzureContext): void {
  const name = requiredText(planned, "name");
  const plan = requiredText(planned, "service_plan_id");
  if (inventory.named("azurerm_function_app_flex_consumption", name))
    throw new Error(`409 Conflict: the site name ${name} is taken`);
  const attributes = inventory.get(plan)?.attributes ?? {};
  if (text(attributes, "sku_name") !== "FC1")
    throw new Error(`service_plan_id: Flex Consumption needs a plan with the sku FC1; ${plan} has another`);
  const neighbour = inventory
    .ofType("azurerm_function_app_flex_consumption")
    .find((one) => text(one.attributes, "service_plan_id")?.toLowerCase() === plan.toLowerCase());
  if (neighbour) throw new Error(`a Flex Consumption plan holds one app; ${plan} holds ${neighbour.id}`);
  const missing = texts(block(planned, "identity") ?? {}, "identity_ids").find((id) => !inventory.get(id));
  if (missing !== undefined)
    throw new Error(`identity.identity_ids: 404 ResourceNotFound: ${missing} was not found`);
}

function servicePlan({ inventory }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_service_plan",
    requiresReplace: ["name", "resource_group_name", "location", "os_type"],
    validate(config) {
      const [sku, os] = [text(config, "sku_name"), text(config, "os_type")];
      if (sku !== undefined && sku !== "FC1")
        return [
          {
            summary: `sku_name ${sku} is not emulated by the local cloud`,
            detail: "expected FC1",
            path: ["sku_name"],
          },
        ];
      return os === undefined || os === "Linux"
        ? []
        : [{ summary: "Flex Consumption runs on Linux only", detail: `found ${os}`, path: ["os_type"] }];
    },
    id: (planned) => idIn(planned, "Microsoft.Web/serverFarms"),
    parents: inGroup,
    computed: () => ({
      kind: "functionapp",
      reserved: true,
      worker_count: 0,
      maximum_elastic_worker_count: 0,
    }),
  });
}
