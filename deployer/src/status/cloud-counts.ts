import type { CountedEvent } from "@twin2multicloud/model";
import { Failure } from "../failure.ts";
import type { HttpAnswer } from "../machine/http.ts";
import type { Machine } from "../machine/machine.ts";
import type { CloudSettings } from "../render/settings.ts";
import type { CountsQuery, FunctionCounts } from "./platform-status.ts";

/** What of the machine a cloud's status needs; `environment` holds the accounts. */
export type StatusMachine = Pick<Machine, "http" | "files" | "clock" | "environment">;

/** Asks one cloud for the counts of the functions that run there. Rejects with a Failure when it refuses. */
export type CloudCounts = (
  machine: StatusMachine,
  settings: CloudSettings,
  query: CountsQuery,
) => Promise<ReadonlyMap<string, FunctionCounts>>;

/** One number that a cloud gives. */
export interface Sample {
  readonly name: string;
  readonly what: "invocations" | "errors" | CountedEvent;
  readonly value: number;
}

/** Sums samples up by function. */
export function countsFrom(samples: readonly Sample[]): Map<string, FunctionCounts> {
  const names = new Set(samples.map(({ name }) => name));
  const sum = (name: string, what: Sample["what"]): number =>
    Math.round(
      samples
        .filter((sample) => sample.name === name && sample.what === what)
        .reduce((total, { value }) => total + value, 0),
    );
  return new Map(
    [...names].map((name) => [
      name,
      {
        invocations: sum(name, "invocations"),
        errors: sum(name, "errors"),
        events: {
          received: sum(name, "received"),
          rejected: sum(name, "rejected"),
          stored: sum(name, "stored"),
        },
      },
    ]),
  );
}

/** The body of an answer. Throws a Failure that quotes the cloud when it refused. */
export function bodyOf(answer: HttpAnswer, whose: string): string {
  if (answer.status === 200) return answer.body;
  throw new Failure(`${whose} refused to give its counts: ${answer.status} ${answer.body.slice(0, 300)}`, {
    advice: "Check that the account may read metrics and logs.",
  });
}

/** A value of the environment. Throws a Failure that says what is missing for `whose` counts. */
export function needed(environment: StatusMachine["environment"], name: string, whose: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Failure(`status cannot ask ${whose}: ${name} is missing`, {
    advice: "Give the account in config_credentials.json, or set the variable.",
  });
}
