export { cosmosHotStore } from "./cosmos-hot-store.ts";
export type { CosmosHotStoreOptions } from "./cosmos-hot-store.ts";
export { managedIdentity } from "./managed-identity.ts";
export type { AccessToken, ManagedIdentity, ManagedIdentityOptions } from "./managed-identity.ts";
export { storageQueueNextHop } from "./storage-queue-next-hop.ts";
export type { StorageQueueNextHopOptions } from "./storage-queue-next-hop.ts";
