import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Cloud, PriceRow, Slot } from "@twin2multicloud/model";
import { SLOT_KEYS } from "@twin2multicloud/optimizer";
import type { OptimizeResult } from "@twin2multicloud/optimizer";
import { money, moneyChange, quantity } from "../amounts.ts";
import { optimumName, pathWords, placementName } from "../names.ts";
import { bandWords, exclusionWords, freeWords, turningWords } from "../words.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { table } from "./table.ts";

const RANKED = 10;
const number = true;

function layerCell({ layers, placement }: OptimizeResult, slot: Slot, cloud: Cloud): Html {
  const key = SLOT_KEYS[slot];
  const { supported, cost, code, reason } = layers[cloud][key];
  if (!supported) return html`<span title="${reason ?? ""}">${code ?? "not supported"}</span>`;
  if (placement[key] !== cloud) return html`${money(cost)}`;
  return html`<strong class="chosen ${cloud}">${money(cost)} ✓</strong>`;
}

/** What each slot costs on each cloud, the chosen one marked. */
export function layersTable(result: OptimizeResult): Html {
  return table(
    `Layer by cloud, ${result.currency} a month; ✓ marks the chosen cloud, the other columns are the chosen placement with this layer moved there`,
    [{ title: "layer" }, ...CLOUDS.map((cloud) => ({ title: cloud, number }))],
    SLOTS.map((slot) => [slot, ...CLOUDS.map((cloud) => layerCell(result, slot, cloud))]),
  );
}

/** Why clouds cannot take slots. */
export function exclusionsList({ layers }: OptimizeResult): Html {
  const reasons = CLOUDS.flatMap((cloud) =>
    SLOTS.flatMap((slot) => {
      const words = exclusionWords(layers[cloud][SLOT_KEYS[slot]]);
      return words === undefined ? [] : [html`<li>${slot} on ${cloud}: ${words}</li>`];
    }),
  );
  return html`<ul>
    ${reasons}
  </ul>`;
}

/** What the ways between the slots and the two movers cost. */
export function transfersTable({ edges, movers, currency }: OptimizeResult): Html {
  return table(
    `Edges and movers, ${currency} a month`,
    [{ title: "edge" }, { title: "way" }, { title: "egress", number }, { title: "glue", number }],
    [
      ...edges.map(({ id, from, to, egress, glue }) => [id, `${from} > ${to}`, money(egress), money(glue)]),
      ...Object.entries(movers).map(([mover, amount]) => [mover, "mover", "", money(amount)]),
    ],
  );
}

/** The cheapest placements. */
export function rankingTable(result: OptimizeResult): Html {
  const { ranked, total, currency } = result;
  const own = ranked.find((one) => one.placement === placementName(result))?.total ?? total;
  return table(
    `The ${Math.min(RANKED, ranked.length)} cheapest of ${quantity(ranked.length)} placements, ${currency} a month`,
    [{ title: "rank" }, { title: "placement" }, { title: "total", number }, { title: "difference", number }],
    ranked
      .slice(0, RANKED)
      .map((one, index) => [
        String(index + 1),
        pathWords(one.placement),
        money(one.total),
        moneyChange(one.total - own),
      ]),
  );
}

/** What each price means, the most influential first. */
export function sensitivityTable(result: OptimizeResult): Html {
  const { sensitivity, currency } = result;
  const winner = optimumName(result);
  return table(
    `Sensitivity to prices, ${currency} a month`,
    [
      { title: "price" },
      { title: "per" },
      { title: "paid", number },
      { title: "if 10 % dearer", number },
      { title: "another winner" },
    ],
    [...sensitivity]
      .sort((a, b) => b.plus10 - a.plus10)
      .map((price) => [
        price.meter,
        price.per,
        money(price.paid),
        moneyChange(price.plus10),
        turningWords(price, winner),
      ]),
  );
}

/** The prices with their date, source and provenance; doubtful ones are marked. */
export function pricesTable(rows: readonly PriceRow[]): Html {
  return table(
    "Prices in USD",
    [
      { title: "price" },
      { title: "USD" },
      { title: "per" },
      { title: "free" },
      { title: "as of" },
      { title: "provenance" },
      { title: "source" },
    ],
    rows.map((row) => [
      row.meter,
      bandWords(row),
      row.per,
      freeWords(row),
      row.as_of.slice(0, 10),
      row.suspicious === undefined
        ? row.provenance
        : html`${row.provenance} <strong class="doubt">⚠ ${row.suspicious}</strong>`,
      row.source,
    ]),
  );
}
