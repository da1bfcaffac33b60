import { AsyncLocalStorage } from "node:async_hooks";
import type { LogSink } from "@twin2multicloud/ports";

/** What of an invocation's context is used to log. */
export interface InvocationLog {
  log(line: string): void;
}

const current = new AsyncLocalStorage<InvocationLog>();

/** Runs one invocation; what it logs is filed under it. */
export function inInvocation<T>(context: InvocationLog, run: () => Promise<T>): Promise<T> {
  return current.run(context, run);
}

/** Writes a line under the invocation that is running, or to the host's log where none is. */
export const invocationSink: LogSink = (line) => {
  (current.getStore() ?? console).log(line);
};
