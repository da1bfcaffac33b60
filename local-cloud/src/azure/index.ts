import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { CloudModule, CreateCloud, DaemonServices } from "../daemon/cloud-module.ts";
import { DEFAULT_LOCATION, SUBSCRIPTION_ID, TENANT_ID } from "./account.ts";
import { createInventory } from "./arm/inventory.ts";
import type { Inventory } from "./arm/inventory.ts";
import { SUBSCRIPTION_SCOPE } from "./arm/ids.ts";
import { openDocumentStore } from "./cosmos/document-store.ts";
import { emulate } from "./emulate.ts";
import { openEventGrid } from "./event-grid/event-grid.ts";
import { createHttpsEndpoint } from "./http/https-endpoint.ts";
import type { Endpoint, HttpHandler } from "./http/https-endpoint.ts";
import { createGrants } from "./identity/grants.ts";
import { createIdentityEndpoint } from "./identity/identity-endpoint.ts";
import { createTokenAuthority } from "./identity/token.ts";
import { openDeviceRegistry } from "./iot-hub/device-registry.ts";
import { createResources } from "./resources/all-resources.ts";
import type { AzureResources } from "./resources/all-resources.ts";
import type { AzureContext } from "./resources/context.ts";
import { dataSources } from "./resources/data-sources.ts";
import { createBlobService } from "./storage/blob-service.ts";
import { openBlobStore } from "./storage/blob-store.ts";
import { createQueueService } from "./storage/queue-service.ts";
import { openQueueStore } from "./storage/queue-store.ts";
import { createStorageAccess } from "./storage/storage-access.ts";

/** Azure on this machine: identities, storage, Cosmos DB, IoT Hub, Event Grid, Functions, and the Terraform resources that make them. */
export const createCloud: CreateCloud = async (services) => {
  const inventory = createInventory();
  inventory.put({ type: "subscription", id: SUBSCRIPTION_SCOPE, attributes: {} });
  const { context, close } = await openContext(services, inventory);
  const resources = createResources(context);
  return {
    name: "azure",
    provider: "registry.terraform.io/hashicorp/azurerm",
    resources: resources.all,
    dataSources,
    endpoints: {},
    settings: { subscription_id: SUBSCRIPTION_ID, tenant_id: TENANT_ID, location: DEFAULT_LOCATION },
    restore: (recorded) => restore(resources, recorded),
    functions: () => resources.functions(),
    emulate: () => emulate(context, resources.all),
    async close() {
      await resources.close();
      await close();
    },
  };
};

async function restore(
  resources: AzureResources,
  recorded: Parameters<CloudModule["restore"]>[0],
): Promise<void> {
  const byType = new Map(resources.all.map((one) => [one.type, one]));
  for (const { type, attributes } of recorded) byType.get(type)?.recall(attributes);
  for (const { type, attributes } of recorded) await byType.get(type)?.revive(attributes);
}

interface OpenedContext {
  readonly context: AzureContext;
  close(): Promise<void>;
}

async function openContext(services: DaemonServices, inventory: Inventory): Promise<OpenedContext> {
  const now = Date.now;
  const grants = createGrants(inventory);
  const tokens = createTokenAuthority({ key: await openKey(services), now });
  const identity = createIdentityEndpoint({ tokens, now });
  const queues = await openQueueStore({ log: await services.openLog("queues"), now });
  const blobs = await openBlobStore({
    log: await services.openLog("blobs"),
    folder: join(services.folder, "blobs"),
    now,
  });
  const documents = await openDocumentStore({ log: await services.openLog("documents"), now });
  const devices = await openDeviceRegistry({ log: await services.openLog("devices"), now });
  const report = (problem: string): void => services.functionLog.write("event-grid", problem);
  const eventGrid = await openEventGrid({
    inventory,
    grants,
    queues,
    blobs,
    log: await services.openLog("event-grid"),
    report,
    now,
  });
  const access = createStorageAccess({ tokens, grants });
  const accountId = (account: string): string | undefined =>
    inventory.named("azurerm_storage_account", account)?.id;
  const endpoints = {
    queue: await serve(services, "queue-storage", createQueueService({ store: queues, access, accountId })),
    blob: await serve(services, "blob-storage", createBlobService({ store: blobs, access, accountId })),
    identity: await serve(services, "identity", identity.handle),
  };
  const origins = {
    queue: endpoints.queue.origin,
    blob: endpoints.blob.origin,
    identity: endpoints.identity.origin,
  };
  return {
    context: {
      inventory,
      services,
      queues,
      blobs,
      documents,
      devices,
      eventGrid,
      grants,
      tokens,
      identity,
      origins,
      now,
      newId: randomUUID,
    },
    async close() {
      await Promise.all(Object.values(endpoints).map((endpoint) => endpoint.close()));
      await eventGrid.close();
      await Promise.all([queues.close(), blobs.close(), documents.close(), devices.close()]);
    },
  };
}

async function serve(services: DaemonServices, name: string, handle: HttpHandler): Promise<Endpoint> {
  return createHttpsEndpoint({ port: await services.port(name), tls: services.tls, handle });
}

/** The key of all tokens is kept, so that they stay valid when the daemon is restarted. */
async function openKey(services: DaemonServices): Promise<Buffer> {
  const log = await services.openLog<{ readonly key: string }>("token-key");
  try {
    for await (const { key } of log.entries) return Buffer.from(key, "base64");
    const key = randomBytes(32);
    await log.append({ key: key.toString("base64") });
    return key;
  } finally {
    await log.close();
  }
}
