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

const TRIES = 5;
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

/**
 * Requests to one vendor: one after another with a pause in between; those that are answered with 429 or 5xx or not at
 * all are tried again. Not the connector's retry, whose waits must fit into the 60 s of a function: a vendor of prices
 * may ask for minutes.
 */
export function patientHttp({ http, clock }: Pick<Machine, "http" | "clock">, vendor: Vendor): PatientHttp {
  let next = 0;
  const shown = (text: string): string =>
    (vendor.secrets ?? [])
      .filter((secret) => secret !== "")
      .reduce((rest, secret) => rest.replaceAll(secret, "***"), text)
      .slice(0, SHOWN);
  const refusal = (outcome: Outcome): Failure => {
    const what = outcome instanceof Error ? outcome.message : `${outcome.status} ${outcome.body}`;
    return new Failure(`${vendor.name} gave no prices: ${shown(what)}`, { advice: vendor.advice });
  };
  const isBusy = (outcome: Outcome): boolean =>
    outcome instanceof Error ||
    outcome.status === 429 ||
    outcome.status >= 500 ||
    (vendor.isBusy?.(outcome) ?? false);
  const once = async (request: () => HttpRequest): Promise<Outcome> => {
    await clock.sleep(Math.max(0, next - clock.now()));
    next = clock.now() + vendor.pauseMs;
    return http(request()).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
  };
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await once(request);
      if (!(outcome instanceof Error) && outcome.status === 200) return outcome.body;
      if (!isBusy(outcome) || attempt === TRIES) throw refusal(outcome);
      const asked = askedWait(outcome instanceof Error ? undefined : outcome.retryAfter, clock.now());
      if (asked > LONGEST_WAIT_MS) throw refusal(outcome);
      await clock.sleep(Math.max(asked, FIRST_WAIT_MS * 2 ** (attempt - 1)));
    }
  };
}
