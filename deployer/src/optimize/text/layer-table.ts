import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Cloud, Slot } from "@twin2multicloud/model";
import { SLOT_KEYS } from "@twin2multicloud/optimizer";
import type { OptimizeResult } from "@twin2multicloud/optimizer";
import { money } from "../amounts.ts";
import { exclusionWords } from "../words.ts";
import { inColumns, wrapped } from "./columns.ts";

const noteOf = ({ layers }: OptimizeResult, slot: Slot, cloud: Cloud): string | undefined =>
  exclusionWords(layers[cloud][SLOT_KEYS[slot]]);

/** Why clouds cannot take slots, each reason once with the places where it holds. */
function notesOf(result: OptimizeResult): string[] {
  const notes = CLOUDS.flatMap((cloud) => SLOTS.map((slot) => noteOf(result, slot, cloud)));
  return [...new Set(notes.filter((note) => note !== undefined))];
}

function cellOf(
  result: OptimizeResult,
  { slot, cloud }: { slot: Slot; cloud: Cloud },
  notes: readonly string[],
) {
  const key = SLOT_KEYS[slot];
  const note = noteOf(result, slot, cloud);
  if (note !== undefined) return ["-", `(${notes.indexOf(note) + 1})`];
  return [money(result.layers[cloud][key].cost), result.placement[key] === cloud ? "*" : ""];
}

/** What each slot costs on each cloud: the chosen cloud is marked, and footnotes say why a cloud cannot take a slot. */
export function layerTable(result: OptimizeResult): string[] {
  const notes = notesOf(result);
  const rows = SLOTS.map((slot) => [
    slot,
    ...CLOUDS.flatMap((cloud) => cellOf(result, { slot, cloud }, notes)),
  ]);
  const head = ["layer", ...CLOUDS.flatMap((cloud) => [cloud, ""])];
  return [
    ...inColumns([head, ...rows], ["left", ...CLOUDS.flatMap(() => ["right", "left"] as const)]),
    "* chosen; the other columns: the chosen placement with this layer moved there",
    ...notes.flatMap((note, index) => wrapped(note, `(${index + 1}) `)),
  ];
}
