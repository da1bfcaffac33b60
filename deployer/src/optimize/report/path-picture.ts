import { SLOTS } from "@twin2multicloud/model";
import type { Slot } from "@twin2multicloud/model";
import { SLOT_KEYS } from "@twin2multicloud/optimizer";
import type { EdgeCost, OptimizeResult } from "@twin2multicloud/optimizer";
import { money } from "../amounts.ts";
import { pathWords, placementName } from "../names.ts";
import { html, NOTHING } from "./html.ts";
import type { Html } from "./html.ts";
import { CLOUD_COLOURS } from "./palette.ts";

const BOX = { width: 140, height: 64, gapX: 60, gapY: 76, left: 20, top: 44 } as const;

/** Where each slot stands, in columns and rows: the tiers below hot go down, what is read of it goes right. */
const CELLS: Readonly<Record<Slot, readonly [column: number, row: number]>> = {
  l1: [0, 0],
  l2: [1, 0],
  "l3-hot": [2, 0],
  "l3-cold": [2, 1],
  "l3-archive": [3, 1],
  l4: [3, 0],
  l5: [4, 0],
};

/** The ways between neighbouring slots, by the edge that pays for them. */
const WAYS: readonly (readonly [edge: EdgeCost["id"], from: Slot, to: Slot])[] = [
  ["l1_l2", "l1", "l2"],
  ["l2_l3_hot", "l2", "l3-hot"],
  ["l3_hot_l3_cold", "l3-hot", "l3-cold"],
  ["l3_cold_l3_archive", "l3-cold", "l3-archive"],
  ["l3_hot_l4", "l3-hot", "l4"],
  ["l4_l5", "l4", "l5"],
];

const leftOf = (slot: Slot): number => BOX.left + CELLS[slot][0] * (BOX.width + BOX.gapX);
const topOf = (slot: Slot): number => BOX.top + CELLS[slot][1] * (BOX.height + BOX.gapY);

function box(slot: Slot, { placement, layers }: OptimizeResult): Html {
  const key = SLOT_KEYS[slot];
  const cloud = placement[key];
  const [left, top] = [leftOf(slot), topOf(slot)];
  const middle = left + BOX.width / 2;
  return html`<rect
      class="slot"
      x="${left}"
      y="${top}"
      width="${BOX.width}"
      height="${BOX.height}"
      rx="8"
      stroke="${CLOUD_COLOURS[cloud]}"
      fill="${CLOUD_COLOURS[cloud]}"
    />
    <text class="slot-name" x="${middle}" y="${top + 26}" text-anchor="middle">${slot} ${cloud}</text>
    <text x="${middle}" y="${top + 48}" text-anchor="middle">${money(layers[cloud][key].cost)}</text>`;
}

function costOf(id: EdgeCost["id"], { edges }: OptimizeResult): string {
  const edge = edges.find((candidate) => candidate.id === id);
  return edge && edge.egress + edge.glue > 0 ? money(edge.egress + edge.glue) : "";
}

function arrow([id, from, to]: (typeof WAYS)[number], result: OptimizeResult): Html {
  const cost = costOf(id, result);
  if (leftOf(from) === leftOf(to)) {
    const x = leftOf(from) + BOX.width / 2;
    const [start, end] = [topOf(from) + BOX.height, topOf(to)];
    return html`<line class="arrow" x1="${x}" y1="${start}" x2="${x}" y2="${end - 2}" />
      <text x="${x + 10}" y="${(start + end) / 2 + 5}">${cost}</text>`;
  }
  const y = topOf(from) + BOX.height / 2;
  const [start, end] = [leftOf(from) + BOX.width, leftOf(to)];
  return html`<line class="arrow" x1="${start}" y1="${y}" x2="${end - 2}" y2="${y}" />
    <text x="${(start + end) / 2}" y="${y - 10}" text-anchor="middle">${cost}</text>`;
}

/** The way that only `paper-2025` prices, over the head of l2; nothing where it costs nothing. */
function arrowOverL2(result: OptimizeResult): Html {
  const cost = costOf("l1_l3_hot", result);
  if (cost === "") return NOTHING;
  const [start, end] = [leftOf("l1") + BOX.width / 2, leftOf("l3-hot") + BOX.width / 2];
  const [foot, head] = [BOX.top - 2, BOX.top - 34];
  return html`<path
      class="arrow"
      fill="none"
      d="M${start} ${foot}C${start} ${head} ${end} ${head} ${end} ${foot}"
    />
    <text x="${(start + end) / 2}" y="${head}" text-anchor="middle">${cost}</text>`;
}

/** The seven slots of a placement, each in the colour of its cloud, with what each and the ways between them cost. */
export function pathPicture(result: OptimizeResult): Html {
  const width = 2 * BOX.left + 5 * BOX.width + 4 * BOX.gapX;
  const height = BOX.top + 2 * BOX.height + BOX.gapY + BOX.left;
  return html`<svg
    class="path"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-labelledby="path-title path-text"
  >
    <title id="path-title">The path of the data</title>
    <desc id="path-text">${pathWords(placementName(result))}</desc>
    <defs>
      <marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
        <path d="M0 0L10 5L0 10z" />
      </marker>
    </defs>
    ${WAYS.map((way) => arrow(way, result))} ${arrowOverL2(result)} ${SLOTS.map((slot) => box(slot, result))}
  </svg>`;
}
