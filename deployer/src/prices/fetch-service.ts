import type { Cloud, PriceRow } from "@twin2multicloud/model";
import { METERS } from "@twin2multicloud/optimizer";
import { failureOf } from "../failure.ts";
import type { Progress } from "../progress.ts";
import type { MeterQuestion, PriceSource } from "./offer.ts";
import { rowFromOffers } from "./row-from-offers.ts";
import type { PriceProblem } from "./row-from-offers.ts";
import { CLOUD_TITLES } from "./cloud-titles.ts";

/** The questions about one service of a vendor. */
interface ServiceQuestions {
  readonly service: string;
  readonly questions: readonly MeterQuestion[];
}

/** What a fetch is made with. */
export interface FetchContext {
  readonly cloud: Cloud;
  readonly region: string;
  readonly api: string;
  readonly inUse: ReadonlyMap<string, PriceRow>;
  /** ISO 8601. */
  readonly asOf: string;
  readonly progress: Progress;
}

/** A meter that has no new row. */
export interface UnansweredMeter extends PriceProblem {
  readonly meter: string;
}

/** The new rows, and the meters that have none. */
export interface Fetched {
  readonly rows: readonly PriceRow[];
  readonly problems: readonly UnansweredMeter[];
}

/** After so many services without an answer, the vendor is not asked for the others. */
const SILENT_SERVICES = 2;

/** Groups questions by service, in their order. */
function byService({ questions }: PriceSource): ServiceQuestions[] {
  const services = [...new Set(questions.map(({ meter }) => METERS[meter].service))];
  return services.map((service) => ({
    service,
    questions: questions.filter(({ meter }) => METERS[meter].service === service),
  }));
}

/** The vendor stands before the region already. */
const shortName = (service: string): string => service.replace(/^(AWS|Amazon|Azure) /, "");

/** Asks one question; a vendor that gives no answer is a problem of this meter. */
async function fetchRow(question: MeterQuestion, context: FetchContext): Promise<PriceRow | UnansweredMeter> {
  const { meter } = question;
  const { api, inUse, asOf } = context;
  try {
    const outcome = rowFromOffers(await question.ask(), { question, api, inUse: inUse.get(meter), asOf });
    return "row" in outcome ? outcome.row : { meter, ...outcome.problem };
  } catch (error) {
    return { meter, kind: "failed", detail: failureOf(error).message };
  }
}

/** Fetches the prices of one service, with a step of progress; once the vendor gives no answer, the rest of the service is not asked for. */
async function fetchService(
  { service, questions }: ServiceQuestions,
  context: FetchContext,
): Promise<Fetched> {
  const { cloud, region, progress } = context;
  progress.step(`Fetching ${CLOUD_TITLES[cloud]} ${region} ${shortName(service)}`);
  const rows: PriceRow[] = [];
  const problems: UnansweredMeter[] = [];
  for (const question of questions) {
    const failed = problems.find(({ kind }) => kind === "failed");
    const outcome = failed ? { ...failed, meter: question.meter } : await fetchRow(question, context);
    if ("kind" in outcome) problems.push(outcome);
    else rows.push(outcome);
  }
  const lacking = problems.length === 0 ? "" : `, without ${problems.map(({ meter }) => meter).join(", ")}`;
  progress.done(`${rows.length} of ${questions.length} prices${lacking}`);
  return { rows, problems };
}

/** Why a vendor is not asked any more: so many services in a row gave no answer. */
function silence(services: readonly Fetched[]): UnansweredMeter | undefined {
  const last = services.slice(-SILENT_SERVICES);
  if (last.length < SILENT_SERVICES || last.some(({ rows }) => rows.length > 0)) return undefined;
  const failures = last.map(({ problems }) => problems.find(({ kind }) => kind === "failed"));
  return failures.every((failure) => failure !== undefined) ? failures.at(-1) : undefined;
}

const unasked = ({ questions }: ServiceQuestions, silent: UnansweredMeter): Fetched => ({
  rows: [],
  problems: questions.map(({ meter }) => ({ ...silent, meter })),
});

/** Fetches the prices of a cloud, service by service; a vendor that is silent is not asked for all of them. */
export async function fetchServices(source: PriceSource, context: FetchContext): Promise<Fetched> {
  const done: Fetched[] = [];
  for (const service of byService(source)) {
    const silent = silence(done);
    done.push(silent ? unasked(service, silent) : await fetchService(service, context));
  }
  return { rows: done.flatMap(({ rows }) => rows), problems: done.flatMap(({ problems }) => problems) };
}
