import { CLOUDS } from "@twin2multicloud/model";
import type { Catalogue, Cloud, CloudCatalogue } from "@twin2multicloud/model";
import { ageWarnings, qualityOf, SHIPPED_CATALOGUE } from "@twin2multicloud/optimizer";
import { EXIT } from "../failure.ts";
import { wrapped } from "../optimize/text/columns.ts";
import { acceptedCatalogue } from "../prices/catalogue-in-use.ts";
import type { Console } from "./context.ts";
import { CLOUD_TITLES } from "../prices/cloud-titles.ts";
import { plain, priceTable } from "./prices-table.ts";
import type { CommandResult } from "./result.ts";

/** What `twin prices show` is asked for; every cloud if none is named. */
export interface ShowOptions {
  readonly json: boolean;
  readonly cloud?: readonly Cloud[];
}

function part({ clouds, currency }: Catalogue, chosen: readonly Cloud[]) {
  const rows = (cloud: Cloud): CloudCatalogue =>
    chosen.includes(cloud) ? clouds[cloud] : { ...clouds[cloud], rows: [] };
  const quality = qualityOf({ clouds: { aws: rows("aws"), azure: rows("azure"), gcp: rows("gcp") } });
  return { clouds: chosen.map((cloud) => clouds[cloud]), currency, ...quality };
}

function showText(origin: string, shown: ReturnType<typeof part>, warnings: readonly string[]): string {
  const { currency, provenances, suspicious } = shown;
  const counts = Object.entries(provenances).map(([name, count]) => `${count} ${name}`);
  return [
    `${origin} prices`,
    ...shown.clouds.map(({ cloud, region, as_of, rows }) =>
      priceTable(`\n${CLOUD_TITLES[cloud]} ${region}, ${as_of.slice(0, 10)}`, rows),
    ),
    "",
    `1 USD = ${plain(currency.usd_to_eur)} EUR (${currency.as_of.slice(0, 10)}, ${currency.source})`,
    `rows: ${counts.join(", ")}, ${suspicious.length} suspicious`,
    ...suspicious.flatMap(({ meter, reason }) => wrapped(`${meter}: ${reason}`, "! ")),
    ...(currency.suspicious === undefined ? [] : wrapped(`rate of exchange: ${currency.suspicious}`, "! ")),
    ...warnings.flatMap((warning) => wrapped(warning, "warning: ")),
  ].join("\n");
}

/** `twin prices show`: the prices in use, with their dates and sources. */
export async function pricesShow({ machine }: Console, options: ShowOptions): Promise<CommandResult> {
  const accepted = await acceptedCatalogue(machine);
  const catalogue = accepted ?? SHIPPED_CATALOGUE;
  const origin = accepted ? "accepted" : "shipped";
  const warnings = ageWarnings(catalogue, machine.clock.now());
  const shown = part(
    catalogue,
    CLOUDS.filter((cloud) => options.cloud?.includes(cloud) ?? true),
  );
  return {
    json: { origin, ...shown, warnings },
    text: showText(origin, shown, warnings),
    exitCode: EXIT.ok,
  };
}
