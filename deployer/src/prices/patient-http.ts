import { Failure } from "../failure.ts";
import type { HttpAnswer, HttpRequest } from "../machine/http.ts";
import type { Machine } from "../machine/machine.ts";

/** Whom the requests go to, and how. */
export interface Vendor {
  /** As messages name it. */
  readonly name: string;
  /** At least so long from one request to the next. */
  readonly pauseMs: number;
  /** What a message must never show, such as keys. */
  readonly secrets?: readonly string[];
  /** What to do about a request that is refused. */
  readonly advice: string;
  /** Recognizes an answer by which the vendor asks to come again, besides those with 429 and 5xx. */
  isBusy?(answer: HttpAnswer): boolean;
}

/**
 * Sends a request, made anew for every try because signatures carry the time, and gives the body of the answer. Rejects
 * with a Failure that quotes the vendor when it refuses, or when it still has no answer after the last try.
 */
export type PatientHttp = (request: () => HttpRequest) => Promise<string>;

type PatientMachine = Pick<Machine, "http" | "clock">;

const TRIES = 5;

/** Fewer where there is no connection: that is rarely over in seconds. */
const CONNECTION_TRIES = 3;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 120_000;
const SHOWN = 300;

/** How long the vendor asked to wait, in milliseconds (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after); 0 if it did not say. */
function askedWait(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return 0;
  const seconds = Number(retryAfter);
  const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1000;
  return Number.isNaN(wait) ? 0 : Math.max(0, wait);
}

/** A try: an answer, or the error of a connection that failed. */
type Outcome = HttpAnswer | Error;

function refusal({ name, secrets = [], advice }: Vendor, outcome: Outcome): Failure {
  const what = outcome instanceof Error ? outcome.message : `${outcome.status} ${outcome.body}`;
  const shown = secrets
    .filter((secret) => secret !== "")
    .reduce((rest, secret) => rest.replaceAll(secret, "***"), what);
  return new Failure(`${name} gave no prices: ${shown.slice(0, SHOWN)}`, { advice });
}

function isBusy(vendor: Vendor, outcome: Outcome): boolean {
  if (outcome instanceof Error || outcome.status === 429 || outcome.status >= 500) return true;
  return vendor.isBusy?.(outcome) ?? false;
}

/** How long to wait before the next try; undefined when there is to be none. */
function waitAfter(outcome: Outcome, attempt: number, now: number): number | undefined {
  const asked = askedWait(outcome instanceof Error ? undefined : outcome.retryAfter, now);
  const tries = outcome instanceof Error ? CONNECTION_TRIES : TRIES;
  if (attempt >= tries || asked > LONGEST_WAIT_MS) return undefined;
  return Math.max(asked, FIRST_WAIT_MS * 2 ** (attempt - 1));
}

/** Sends requests one after another, with the vendor's pause in between. */
function paced({ http, clock }: PatientMachine, pauseMs: number) {
  let next = 0;
  return async (request: () => HttpRequest): Promise<Outcome> => {
    await clock.sleep(Math.max(0, next - clock.now()));
    next = clock.now() + pauseMs;
    return http(request()).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
  };
}

/**
 * Requests to one vendor: one after another with a pause in between; those that are answered with 429 or 5xx or not at
 * all are tried again. Not the connector's retry, whose waits must fit into the 60 s of a function: a vendor of prices
 * may ask for minutes.
 */
export function patientHttp(machine: PatientMachine, vendor: Vendor): PatientHttp {
  const { clock } = machine;
  const send = paced(machine, vendor.pauseMs);
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await send(request);
      if (!(outcome instanceof Error) && outcome.status === 200) return outcome.body;
      const wait = isBusy(vendor, outcome) ? waitAfter(outcome, attempt, clock.now()) : undefined;
      if (wait === undefined) throw refusal(vendor, outcome);
      await clock.sleep(wait);
    }
  };
}
