import type { FunctionStatus } from "../../daemon/cloud-module.ts";
import type { Outcome } from "./protocol.ts";

/** Counts what became of the invocations of each function of an app. */
export interface Invocations {
  started(functionName: string): void;
  ended(functionName: string, outcome: Outcome): void;
  status(functionNames: readonly string[]): FunctionStatus[];
}

/** Makes counters that start at zero; names of functions get the app's name before them. */
export function createInvocations(app: string): Invocations {
  const counted = new Map<string, { invocations: number; errors: number; lastError?: string }>();
  const of = (functionName: string): { invocations: number; errors: number; lastError?: string } => {
    const found = counted.get(functionName) ?? { invocations: 0, errors: 0 };
    counted.set(functionName, found);
    return found;
  };
  return {
    started: (functionName) => void (of(functionName).invocations += 1),
    ended(functionName, outcome) {
      if (outcome.ok) return;
      of(functionName).errors += 1;
      of(functionName).lastError = outcome.error.split("\n")[0] ?? "";
    },
    status: (functionNames) =>
      functionNames.map((functionName) => {
        const { invocations, errors, lastError } = of(functionName);
        return {
          name: `${app}/${functionName}`,
          invocations,
          errors,
          ...(lastError !== undefined && { last_error: lastError }),
        };
      }),
  };
}
