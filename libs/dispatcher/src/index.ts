export { createDispatcher } from "./dispatcher.ts";
export type { Dispatcher, DispatcherDeps } from "./dispatcher.ts";
export type { RejectionReason } from "./normalise.ts";
export type { RawMessage } from "./raw-message.ts";
export { traceIdFrom } from "./trace-id.ts";
