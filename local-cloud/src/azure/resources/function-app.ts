import { block, requiredText, text, texts } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import type { FunctionStatus } from "../../daemon/cloud-module.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { validateFunctionApp } from "./app-rules.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { withPrincipals } from "./identity-block.ts";
import { deploy, forgetApp, startApp, stopApp } from "./running-app.ts";
import type { RunningApp } from "./running-app.ts";

/** The apps and what is known of their functions. */
export interface FunctionApps {
  readonly resource: AzureResource;
  status(): readonly FunctionStatus[];
  close(): Promise<void>;
}

/** `azurerm_function_app_flex_consumption`. */
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
        // After a restart one app that cannot run must not keep the others from it.
        if (!fresh)
          return services.functionLog.write(name, `local cloud: the app did not start: ${String(error)}`);
        running.delete(name);
        await stopApp(started);
        throw error;
      });
    },
    async change({ prior, next, context: request }) {
      const identity = withPrincipals(next, { newId, prior });
      const started = running.get(requiredText(next, "name"));
      const packageChanged = text(prior, "zip_deploy_file") !== text(next, "zip_deploy_file");
      const fresh = packageChanged ? request : undefined;
      if (started)
        await deploy(context, { started, attributes: { ...next, ...identity }, fresh, restart: true });
      return identity;
    },
    async stop(attributes) {
      const name = requiredText(attributes, "name");
      const started = running.get(name);
      running.delete(name);
      if (started) {
        const names = started.app.status().map((one) => one.name);
        await stopApp(started);
        await forgetApp(context, { name, functionNames: names });
      }
      await services.releasePort(portName(name));
    },
  });

  return {
    resource,
    status: () => [...running.values()].flatMap(({ app }) => app.status()),
    close: async () => void (await Promise.all([...running.values()].map(stopApp))),
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
