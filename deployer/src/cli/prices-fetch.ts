import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud } from "@twin2multicloud/model";
import { EXIT, Failure } from "../failure.ts";
import { readCatalogue } from "../prices/catalogue-in-use.ts";
import { givenRate } from "../prices/currency-rate.ts";
import type { GivenRate } from "../prices/currency-rate.ts";
import { fetchCatalogue } from "../prices/fetch-catalogue.ts";
import { writeCandidate } from "../prices/fetch-report.ts";
import type { FetchReport } from "../prices/fetch-report.ts";
import { givenAccounts } from "../prices/price-accounts.ts";
import { pricePlaces } from "../prices/price-places.ts";
import type { Console } from "./context.ts";
import { CLOUD_TITLES } from "../prices/cloud-titles.ts";
import type { CommandResult } from "./result.ts";

/** What `twin prices fetch` is asked for; every cloud if none is named. */
export interface FetchOptions extends GivenRate {
  readonly json: boolean;
  readonly cloud?: readonly Cloud[];
  /** A `config_credentials.json`; otherwise accounts come from the environment. */
  readonly credentials?: string;
}

function fetchText({ fetched, kept, currency }: FetchReport, file: string): string {
  return [
    `${fetched.length} prices fetched into ${file}`,
    ...kept.map(
      ({ meter, kind, detail, as_of, provenance }) =>
        `${kind}: ${meter}: ${detail}; the row of ${as_of.slice(0, 10)} (${provenance}) is kept`,
    ),
    ...(currency === undefined ? [] : [`the old rate of exchange is kept: ${currency}`]),
    "Compare them with: twin prices diff",
  ].join("\n");
}

/** Why meters were not fetched, each reason once. */
function reasonsOf({ kept }: Pick<FetchReport, "kept">): string[] {
  return [...new Set(kept.map(({ cloud, detail }) => `${CLOUD_TITLES[cloud]}: ${detail}`))];
}

/** `twin prices fetch`: asks the vendors and writes a candidate catalogue, which is not in use until it is accepted. */
export async function pricesFetch(
  { machine, progress }: Console,
  options: FetchOptions,
): Promise<CommandResult> {
  const rate = givenRate(options, machine.clock.now());
  const accounts = await givenAccounts(machine, options.credentials);
  const inUse = await readCatalogue(machine);
  const clouds = options.cloud ?? CLOUDS;
  const { catalogue, report } = await fetchCatalogue({ machine, progress, inUse, clouds, accounts, rate });
  if (report.fetched.length === 0)
    throw new Failure(["no price could be fetched", ...reasonsOf(report)].join("\n  "), {
      advice: "Nothing was written; the prices in use stay.",
    });
  const written = await writeCandidate(machine, catalogue, report);
  const complete = report.kept.length === 0 && report.currency === undefined;
  const file = pricePlaces(machine.folder).candidate;
  return {
    json: { ok: complete, file, ...written.report },
    text: fetchText(written.report, file),
    exitCode: complete ? EXIT.ok : EXIT.failed,
  };
}
