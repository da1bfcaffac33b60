import type { FunctionLine, FunctionLog } from "./function-log.ts";

/** A function log in memory that also tells listeners of new lines. */
export interface MemoryFunctionLog extends FunctionLog {
  /** Calls `listener` with every new line, until the returned function is called. */
  follow(listener: (line: FunctionLine) => void): () => void;
}

const KEPT_LINES = 5_000;

/** Makes a function log that keeps the last 5,000 lines of all functions together. */
export function createFunctionLog(): MemoryFunctionLog {
  let lines: FunctionLine[] = [];
  const counters = new Map<string, Map<string, number>>();
  const listeners = new Set<(line: FunctionLine) => void>();
  return {
    write(functionName, line) {
      const entry = { functionName, line };
      lines.push(entry);
      if (lines.length > 2 * KEPT_LINES) lines = lines.slice(-KEPT_LINES);
      count(counters, entry);
      listeners.forEach((listener) => listener(entry));
    },
    counters: (functionName) => Object.fromEntries(counters.get(functionName) ?? []),
    tail(wanted, functionName) {
      const matching =
        functionName === undefined ? lines : lines.filter((line) => line.functionName === functionName);
      return wanted > 0 ? matching.slice(-Math.min(wanted, KEPT_LINES)) : [];
    },
    forget(functionName) {
      lines = lines.filter((line) => line.functionName !== functionName);
      counters.delete(functionName);
    },
    follow(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function count(counters: Map<string, Map<string, number>>, { functionName, line }: FunctionLine): void {
  const counted = countedEvent(line);
  if (!counted) return;
  const events = counters.get(functionName) ?? new Map<string, number>();
  counters.set(functionName, events.set(counted.event, (events.get(counted.event) ?? 0) + counted.count));
}

function countedEvent(line: string): { event: string; count: number } | undefined {
  const start = line.indexOf("{");
  if (start < 0 || !line.includes('"event"')) return undefined;
  const parsed = parse(line.slice(start));
  if (typeof parsed !== "object" || parsed === null) return undefined;
  if (!("event" in parsed) || typeof parsed.event !== "string") return undefined;
  const amount = "count" in parsed ? parsed.count : 1;
  return typeof amount === "number" ? { event: parsed.event, count: amount } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
