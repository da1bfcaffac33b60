import { CLOUDS } from "@twin2multicloud/model";
import { money } from "../amounts.ts";
import { optimumName, pathWords, placementName } from "../names.ts";
import { fieldsOf } from "../read-scenario.ts";
import { breakEvenWords, constraintWords, priceWords } from "../words.ts";
import { chart } from "./chart.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { pathPicture } from "./path-picture.ts";
import type { ReportData } from "./report-data.ts";
import {
  exclusionsList,
  layersTable,
  pricesTable,
  rankingTable,
  sensitivityTable,
  transfersTable,
} from "./result-tables.ts";
import { STYLE } from "./style.ts";

function list(texts: readonly string[], none: string): Html {
  return texts.length === 0
    ? html`<p>${none}</p>`
    : html`<ul>
        ${texts.map((text) => html`<li>${text}</li>`)}
      </ul>`;
}

function section(title: string, ...parts: readonly Html[]): Html {
  return html`<section>
    <h2>${title}</h2>
    ${parts}
  </section>`;
}

function valueText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function scenario(given: unknown): Html {
  return html`<dl>
    ${Object.entries(fieldsOf(given)).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${valueText(value)}</dd>`,
    )}
  </dl>`;
}

function head({ title, result, made_at }: ReportData): Html {
  const { total, currency, model } = result;
  return html`<header>
    <h1>${title}</h1>
    <p class="total">${money(total)} ${currency} a month</p>
    <p>${pathWords(placementName(result))}</p>
    <p class="quiet">Model ${model}, made at ${made_at}</p>
  </header>`;
}

function assumptionWords({ result, assumptions }: ReportData): string[] {
  const used = CLOUDS.flatMap((cloud) => {
    const prices = result.prices[cloud];
    return prices ? [`prices of ${priceWords(cloud, prices)}`] : [];
  });
  const amounts = `amounts are for one month in ${result.currency}, without taxes, discounts and support plans`;
  return [...used, amounts, ...assumptions];
}

function body(data: ReportData): Html[] {
  const { result, given, rows } = data;
  const winner = optimumName(result);
  const { enumerated, evaluated } = result.candidates;
  return [
    head(data),
    section("Scenario", scenario(given)),
    section("Where each layer lives", pathPicture(result), layersTable(result), exclusionsList(result)),
    section("Between the layers", transfersTable(result)),
    section(
      "Alternatives",
      html`<p>
        ${enumerated} placements are admissible; the totals of ${evaluated} were computed. Proof:
        ${result.proof}
      </p>`,
      rankingTable(result),
      list(
        CLOUDS.map((cloud) => {
          const total = result.single_clouds[cloud];
          return `${cloud} alone: ${total === null ? "not possible" : money(total)}`;
        }),
        "",
      ),
    ),
    section("Cost over the number of devices", chart(data)),
    section(
      "Where the winner changes",
      list(result.break_evens.map(breakEvenWords), "Nowhere in the range that was searched."),
    ),
    section(
      "What each constraint costs",
      list(
        result.constraints.map((cost) => constraintWords(cost, winner)),
        "There are no constraints.",
      ),
    ),
    section("Sensitivity", sensitivityTable(result)),
    section("Warnings", list(result.warnings, "None.")),
    section("Assumptions", list(assumptionWords(data), "")),
    section("Prices and their sources", pricesTable(rows)),
  ];
}

/** A report as one page that needs nothing else: no script, no picture, no font and no request. */
export function reportPage(data: ReportData): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${data.title}</title>
        <style>
          ${{ markup: STYLE }}
        </style>
      </head>
      <body>
        <main>${body(data)}</main>
      </body>
    </html> `;
  return page.markup;
}
