import { AsyncLocalStorage } from "node:async_hooks";
import type { WorkerLine } from "../protocol.ts";

/** Finds out which function wrote what, although all run in one process. */
export interface OutputLines {
  /** Runs work in the name of a function. */
  attribute<T>(functionName: string, work: () => T): T;
  writeLine(line: string, functionName?: string): void;
  /** Hands over what has not been handed over yet. */
  flush(): void;
}

/** Catches what is written to stdout and stderr; lines are handed over together, once per turn of the event loop. */
export function captureOutput(send: (lines: readonly WorkerLine[]) => void): OutputLines {
  const running = new AsyncLocalStorage<string>();
  let pending: WorkerLine[] = [];

  const flush = (): void => {
    if (pending.length === 0) return;
    const lines = pending;
    pending = [];
    send(lines);
  };

  const writeLine = (line: string, functionName = running.getStore()): void => {
    if (pending.length === 0) setImmediate(flush);
    pending.push({ line, ...(functionName !== undefined && { functionName }) });
  };

  process.stdout.write = lineWriter(writeLine);
  process.stderr.write = lineWriter(writeLine);
  return { attribute: (functionName, work) => running.run(functionName, work), writeLine, flush };
}

type Write = (chunk: Uint8Array | string, ...rest: unknown[]) => boolean;

function lineWriter(writeLine: (line: string) => void): Write {
  let partial = "";
  return (chunk, ...rest) => {
    const text = partial + (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
    const lines = text.split("\n");
    partial = lines.pop() ?? "";
    for (const line of lines) writeLine(line);
    const done = rest.find((one) => typeof one === "function");
    if (typeof done === "function") done();
    return true;
  };
}
