import type { DaemonServices } from "../../daemon/cloud-module.ts";
import type { Inventory } from "../arm/inventory.ts";
import type { DocumentStore } from "../cosmos/document-store.ts";
import type { EventGrid } from "../event-grid/event-grid.ts";
import type { Grants } from "../identity/grants.ts";
import type { IdentityEndpoint } from "../identity/identity-endpoint.ts";
import type { TokenAuthority } from "../identity/token.ts";
import type { DeviceRegistry } from "../iot-hub/device-registry.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import type { QueueStore } from "../storage/queue-store.ts";

/** What resource types act on. */
export interface AzureContext {
  readonly inventory: Inventory;
  readonly services: DaemonServices;
  readonly queues: QueueStore;
  readonly blobs: BlobStore;
  readonly documents: DocumentStore;
  readonly devices: DeviceRegistry;
  readonly eventGrid: EventGrid;
  readonly grants: Grants;
  readonly tokens: TokenAuthority;
  readonly identity: IdentityEndpoint;
  /** `https://localhost:PORT` of the services that all accounts and apps share. */
  readonly origins: { readonly queue: string; readonly blob: string; readonly identity: string };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new GUID. */
  readonly newId: () => string;
}
