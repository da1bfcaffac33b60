import { createHash } from "node:crypto";
import { CLOUDS } from "@twin2multicloud/model";
import type { Catalogue, Cloud, CloudCatalogue, CurrencyRate } from "@twin2multicloud/model";
import { isMeterId, metersOf } from "@twin2multicloud/optimizer";
import { failureOf } from "../failure.ts";
import type { Progress } from "../progress.ts";
import { awsPrices } from "./aws-prices.ts";
import { azurePrices } from "./azure-prices.ts";
import { fetchRate } from "./currency-rate.ts";
import type { FetchReport, KeptRow } from "./fetch-report.ts";
import { fetchServices } from "./fetch-service.ts";
import type { FetchContext, Fetched, UnansweredMeter } from "./fetch-service.ts";
import { gcpPrices } from "./gcp-prices.ts";
import type { PriceSource } from "./offer.ts";
import { awsAccount, gcpAccount } from "./price-accounts.ts";
import type { AccountMachine, GivenAccounts } from "./price-accounts.ts";

/** What to fetch, and with what. */
export interface FetchRequest {
  readonly machine: AccountMachine;
  readonly progress: Progress;
  readonly inUse: Catalogue;
  readonly clouds: readonly Cloud[];
  readonly accounts: GivenAccounts;
  /** The rate of exchange if the user gives one; otherwise it is fetched. */
  readonly rate: CurrencyRate | undefined;
}

/** A complete catalogue in which what could be fetched is new, and the report on it. */
export interface FetchedCatalogue {
  readonly catalogue: Catalogue;
  readonly report: Omit<FetchReport, "candidate">;
}

interface FetchedCloud extends Fetched {
  readonly catalogue: CloudCatalogue;
}

const isAsked = (meter: string): boolean => !meter.endsWith("-baseline");

async function sourceOf(cloud: Cloud, { machine, inUse, accounts }: FetchRequest): Promise<PriceSource> {
  const { region } = inUse.clouds[cloud];
  if (cloud === "aws") return awsPrices(machine, awsAccount(machine, accounts), region);
  if (cloud === "azure") return azurePrices(machine, region);
  return gcpPrices(machine, await gcpAccount(machine, accounts), region);
}

/** Without access to its API, every meter of a cloud stays as it is. */
function unreachable(cloud: Cloud, error: unknown, progress: Progress): Fetched {
  const { message, advice } = failureOf(error);
  progress.note(advice ? `${message}. ${advice}` : message);
  const problem = { kind: "failed" as const, detail: message };
  const meters = metersOf(cloud).filter(isAsked);
  return { rows: [], problems: meters.map((meter): UnansweredMeter => ({ meter, ...problem })) };
}

/** The rows in use with the new ones in their places; the cloud's date stays old while a part of it gave no answer. */
function renewed(
  inUse: CloudCatalogue,
  { rows, problems }: Fetched,
  { api, asOf }: Pick<FetchContext, "api" | "asOf">,
): CloudCatalogue {
  if (rows.length === 0) return inUse;
  const fresh = new Map(rows.map((row) => [row.meter, row]));
  const all = inUse.rows.map((row) => fresh.get(row.meter) ?? row);
  const answered = problems.every(({ kind }) => kind !== "failed");
  return {
    ...inUse,
    rows: all,
    as_of: answered ? asOf : inUse.as_of,
    source: `${api}, ${inUse.region}; rows that name another source were kept when these were fetched`,
    digest: `sha256:${createHash("sha256").update(JSON.stringify(all)).digest("hex")}`,
  };
}

async function fetchCloud(cloud: Cloud, request: FetchRequest, asOf: string): Promise<FetchedCloud> {
  const { inUse, progress } = request;
  const before = inUse.clouds[cloud];
  const source = await sourceOf(cloud, request).catch((error: unknown) => failureOf(error));
  if (source instanceof Error) return { ...unreachable(cloud, source, progress), catalogue: before };
  const rowsInUse = new Map(before.rows.map((row) => [row.meter, row]));
  const context = { cloud, region: before.region, api: source.api, inUse: rowsInUse, asOf, progress };
  const fetched = await fetchServices(source, context);
  return { ...fetched, catalogue: renewed(before, fetched, context) };
}

async function renewedRate(request: FetchRequest): Promise<{ rate: CurrencyRate; complaint?: string }> {
  const { machine, progress, inUse, rate } = request;
  if (rate) return { rate };
  progress.step("Fetching the rate of exchange");
  try {
    const fetched = await fetchRate(machine);
    progress.done(`${fetched.usd_to_eur} EUR per USD at ${fetched.as_of}`);
    return { rate: fetched };
  } catch (error) {
    const { message } = failureOf(error);
    progress.done(`the old one stays: ${message}`);
    return { rate: inUse.currency, complaint: message };
  }
}

function keptRows(cloud: Cloud, { problems }: Fetched, inUse: Catalogue): KeptRow[] {
  return problems.flatMap(({ meter, kind, detail }) => {
    const row = inUse.clouds[cloud].rows.find((candidate) => candidate.meter === meter);
    if (!row || !isMeterId(meter)) return [];
    return [{ cloud, meter, kind, detail, as_of: row.as_of, provenance: row.provenance }];
  });
}

/** Fetches the prices of some clouds, one vendor after the other. What cannot be fetched stays as it is in use and is named in the report. */
export async function fetchCatalogue(request: FetchRequest): Promise<FetchedCatalogue> {
  const { machine, inUse, clouds } = request;
  const asOf = new Date(machine.clock.now()).toISOString();
  const done = new Map<Cloud, FetchedCloud>();
  for (const cloud of CLOUDS.filter((one) => clouds.includes(one)))
    done.set(cloud, await fetchCloud(cloud, request, asOf));
  const { rate, complaint } = await renewedRate(request);
  const catalogueOf = (cloud: Cloud): CloudCatalogue => done.get(cloud)?.catalogue ?? inUse.clouds[cloud];
  return {
    catalogue: {
      clouds: { aws: catalogueOf("aws"), azure: catalogueOf("azure"), gcp: catalogueOf("gcp") },
      currency: rate,
    },
    report: {
      schema: "price-fetch.v1",
      fetched_at: asOf,
      clouds: [...done.keys()],
      fetched: [...done.values()].flatMap(({ rows }) => rows.map(({ meter }) => meter)),
      kept: [...done].flatMap(([cloud, fetched]) => keptRows(cloud, fetched, inUse)),
      ...(complaint === undefined ? {} : { currency: complaint }),
    },
  };
}
