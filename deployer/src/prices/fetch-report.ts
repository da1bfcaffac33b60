import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { CLOUDS } from "@twin2multicloud/model";
import type { Catalogue } from "@twin2multicloud/model";
import { EXIT, Failure } from "../failure.ts";
import { jsonOf } from "../machine/json.ts";
import { catalogueText, parseCatalogue } from "./catalogue-file.ts";
import type { PriceFiles } from "./catalogue-in-use.ts";
import { pricePlaces } from "./price-places.ts";
import { PROBLEM_KINDS } from "./row-from-offers.ts";

/** A meter whose row in use was kept, and why. */
const keptSchema = z.strictObject({
  cloud: z.enum(CLOUDS),
  meter: z.string(),
  kind: z.enum(PROBLEM_KINDS),
  detail: z.string(),
  /** The date and provenance of the row that was kept. */
  as_of: z.string(),
  provenance: z.string(),
});

/** What a fetch came to. `candidate` is the SHA-256 of the candidate's file, so that neither is read without the other. */
export const fetchReportSchema = z.strictObject({
  schema: z.literal("price-fetch.v1"),
  fetched_at: z.string(),
  candidate: z.string(),
  clouds: z.array(z.enum(CLOUDS)),
  fetched: z.array(z.string()),
  kept: z.array(keptSchema),
  /** Why the rate of exchange is the old one, if it is. */
  currency: z.optional(z.string()),
});

/** What a fetch came to. */
export type FetchReport = z.infer<typeof fetchReportSchema>;

/** A meter that was asked for in vain. */
export type KeptRow = z.infer<typeof keptSchema>;

/** A fetched catalogue that is not in use yet, and how it came about. */
export interface Candidate {
  readonly catalogue: Catalogue;
  readonly report: FetchReport;
}

const FETCH = "Fetch prices with: twin prices fetch";
const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Writes a candidate and its report. */
export async function writeCandidate(
  { files, folder }: PriceFiles,
  catalogue: Catalogue,
  report: Omit<FetchReport, "candidate">,
): Promise<Candidate> {
  const places = pricePlaces(folder);
  const text = catalogueText(catalogue);
  const whole = { ...report, candidate: digestOf(text) };
  await files.write(places.candidate, text);
  await files.write(places.report, `${JSON.stringify(whole, undefined, 2)}\n`);
  return { catalogue, report: whole };
}

/** The candidate that waits to be accepted. Throws a Failure (bad input) when there is none or its files do not belong together. */
export async function readCandidate({ files, folder }: PriceFiles): Promise<Candidate> {
  const places = pricePlaces(folder);
  const text = (await files.read(places.candidate))?.toString("utf8");
  if (text === undefined)
    throw new Failure(`there are no fetched prices: ${places.candidate} is missing`, {
      advice: FETCH,
      exitCode: EXIT.badInput,
    });
  const catalogue = parseCatalogue(places.candidate, text, FETCH);
  const report = fetchReportSchema.safeParse(jsonOf(await files.read(places.report)));
  if (report.success && report.data.candidate === digestOf(text)) return { catalogue, report: report.data };
  throw new Failure(`${places.report} is not the report of ${places.candidate}`, {
    advice: FETCH,
    exitCode: EXIT.badInput,
  });
}
