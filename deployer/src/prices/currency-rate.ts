import * as z from "zod/mini";
import type { CurrencyRate } from "@twin2multicloud/model";
import { EXIT, Failure } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { patientHttp } from "./patient-http.ts";
import { vendorJson } from "./vendor-json.ts";

const API = "https://open.er-api.com/v6/latest/USD";
const VENDOR = "the exchange-rate API";

const answerSchema = z.looseObject({
  result: z.literal("success"),
  time_last_update_unix: z.number(),
  base_code: z.literal("USD"),
  rates: z.looseObject({ EUR: z.number().check(z.gt(0)) }),
});

/** What `--rate` and `--rate-date` say. */
export interface GivenRate {
  readonly rate?: string | undefined;
  readonly rateDate?: string | undefined;
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The rate that a user gives, with its date; undefined when none is given. Throws a Failure (bad input) for half a rate, one that is not above 0, or a date that is none or to come; `now` in milliseconds. */
export function givenRate({ rate, rateDate }: GivenRate, now: number): CurrencyRate | undefined {
  const bad = (message: string): Failure =>
    new Failure(message, {
      advice: "Give both, such as: --rate 0.86 --rate-date 2026-11-20",
      exitCode: EXIT.badInput,
    });
  if (rate === undefined && rateDate === undefined) return undefined;
  if (rate === undefined || rateDate === undefined) throw bad("--rate and --rate-date belong together");
  const value = /^\d+(\.\d+)?$/.test(rate) ? Number(rate) : 0;
  if (!(value > 0)) throw bad(`--rate ${rate}: expected the euros for one dollar, above 0`);
  const date = /^\d{4}-\d{2}-\d{2}$/.test(rateDate) ? Date.parse(rateDate) : Number.NaN;
  if (Number.isNaN(date) || date > now) throw bad(`--rate-date ${rateDate}: expected a day that has come`);
  return {
    usd_to_eur: value,
    as_of: new Date(date).toISOString(),
    source: "given with --rate",
    provenance: "curated",
  };
}

/** Today's rate by a public API without a key (https://www.exchangerate-api.com/docs/free). Rejects with a Failure when there is no answer. */
export async function fetchRate(machine: Pick<Machine, "http" | "clock">): Promise<CurrencyRate> {
  const advice = "Give the rate yourself with --rate and --rate-date.";
  const send = patientHttp(machine, { name: VENDOR, pauseMs: 0, advice });
  const answer = vendorJson(VENDOR, answerSchema, await send(() => ({ method: "GET", url: API })));
  return {
    usd_to_eur: answer.rates.EUR,
    as_of: iso(answer.time_last_update_unix),
    source: API,
    provenance: "fetched",
  };
}
