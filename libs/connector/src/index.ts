export { parseEdgeKey, parseEdgeKeys } from "./edge-key.ts";
export type { EdgeKey } from "./edge-key.ts";
export { gatherHop, gatherStore } from "./gather.ts";
export { createHttpNextHop } from "./http-next-hop.ts";
export type { HttpNextHopOptions } from "./http-next-hop.ts";
export { createReceiver } from "./receiver.ts";
export type { Receiver, ReceiverDeps, ReceiverRequest } from "./receiver.ts";
export { isSigned, sign } from "./signature.ts";
