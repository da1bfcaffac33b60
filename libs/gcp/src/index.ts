export { firestoreHotStore } from "./firestore-hot-store.ts";
export type { FirestoreHotStoreOptions } from "./firestore-hot-store.ts";
export { metadataTokens } from "./metadata-tokens.ts";
export type { AccessTokens, MetadataTokensOptions } from "./metadata-tokens.ts";
export { pubsubNextHop } from "./pubsub-next-hop.ts";
export type { PubsubNextHopOptions } from "./pubsub-next-hop.ts";
