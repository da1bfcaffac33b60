import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { OptimizeResult } from "@twin2multicloud/optimizer";
import { money, moneyChange, quantity } from "../amounts.ts";
import { cloudsOf, optimumName, pathWords, placementName } from "../names.ts";
import { constraintWords, moveWords, priceWords, turningWords } from "../words.ts";
import { breakEvenLines } from "./break-even-lines.ts";
import { inColumns, wrapped } from "./columns.ts";
import { layerTable } from "./layer-table.ts";

const INFLUENTIAL = 5;

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

const items = (texts: readonly string[]): string[] => texts.flatMap((text) => wrapped(text, "- "));

function edgeLines({ edges }: OptimizeResult): string[] {
  const rows = edges
    .filter(({ egress, glue }) => egress !== 0 || glue !== 0)
    .map(({ id, from, to, egress, glue }) => [id, `${from} > ${to}`, money(egress), money(glue)]);
  if (rows.length === 0) return ["none"];
  return inColumns([["", "", "egress", "glue"], ...rows], ["left", "left", "right", "right"]);
}

function moverLines({ movers }: OptimizeResult): string[] {
  return inColumns(
    Object.entries(movers).map(([mover, amount]) => [mover, money(amount)]),
    ["left", "right"],
  );
}

/** The placement to compare with: the best one, or the second best if this is the best one. */
function rivalLines(result: OptimizeResult): string[] {
  const { ranked } = result;
  const name = placementName(result);
  const [best, second] = ranked;
  const own = ranked.find((candidate) => candidate.placement === name);
  const rival = best?.placement === name ? second : best;
  if (!rival) return ["Runner-up: none, no other placement is admissible"];
  const change = own ? ` (${moneyChange(rival.total - own.total)})` : "";
  return wrapped(
    `${money(rival.total)}${change}: ${moveWords(name, rival.placement)}`,
    rival === best ? "Cheapest: " : "Runner-up: ",
  );
}

function singleCloudLine({ single_clouds: totals }: OptimizeResult): string {
  const words = CLOUDS.map((cloud) => {
    const total = totals[cloud];
    return `${cloud} ${total === null ? "not possible" : money(total)}`;
  });
  return `On one cloud: ${words.join(", ")}`;
}

function sensitivityLines(result: OptimizeResult): string[] {
  const prices = [...result.sensitivity]
    .sort((a, b) => b.plus10 - a.plus10)
    .slice(0, INFLUENTIAL)
    .filter(({ paid, plus10 }) => paid > 0 || plus10 > 0);
  if (prices.length === 0) return [];
  const rows = prices.map(({ meter, paid, plus10 }) => [meter, money(paid), moneyChange(plus10)]);
  const [head = "", ...columns] = inColumns(
    [["price", "paid", "if +10 %"], ...rows],
    ["left", "right", "right"],
  );
  const turns = prices.map((price) => turningWords(price, optimumName(result)));
  return [
    `${head}  winner changes`,
    ...columns.flatMap((column, row) => wrapped(turns[row] ?? "", `${column}  `)),
  ];
}

/** A result as text of at most 120 columns; `title` says what was asked. */
export function resultText(title: string, result: OptimizeResult): string {
  const { total, currency, candidates, prices } = result;
  const name = placementName(result);
  const clouds = new Set(cloudsOf(name)).size;
  return [
    `${title}: ${currency} a month, model ${result.model}`,
    "",
    ...layerTable(result),
    "",
    `Path: ${pathWords(name)}`,
    ...section("Edges that cost something", edgeLines(result)),
    ...section("Movers", moverLines(result)),
    "",
    `Total: ${money(total)} ${currency} a month for ${SLOTS.length} layers on ${clouds} ${clouds === 1 ? "cloud" : "clouds"}`,
    ...rivalLines(result),
    singleCloudLine(result),
    `Placements: ${quantity(candidates.enumerated)} admissible, ${quantity(candidates.evaluated)} computed`,
    ...wrapped(result.proof, "Proof: "),
    ...section(
      "What each constraint costs",
      items(result.constraints.map((cost) => constraintWords(cost, optimumName(result)))),
    ),
    ...section("Where the winner changes", items(breakEvenLines(result.break_evens))),
    ...section("The most influential prices", sensitivityLines(result)),
    ...section(
      "Prices",
      CLOUDS.flatMap((cloud) => {
        const used = prices[cloud];
        return used ? [priceWords(cloud, used)] : [];
      }),
    ),
    ...section("Warnings", items(result.warnings)),
  ].join("\n");
}
