import type { Cloud } from "@twin2multicloud/model";

/**
 * Colours that people with any kind of colour vision tell apart: Okabe and Ito, "Color Universal Design", 2008,
 * https://jfly.uni-koeln.de/color/.
 */
const COLOURS = ["#56b4e9", "#d55e00", "#cc79a7", "#8c7f1f", "#009e73", "#e69f00", "#0072b2"] as const;

/** The colour of each cloud. */
export const CLOUD_COLOURS: Readonly<Record<Cloud, string>> = {
  aws: "#e69f00",
  azure: "#0072b2",
  gcp: "#009e73",
};

/** The lines of single clouds differ by their dashes, not by colour. */
export const CLOUD_DASHES: Readonly<Record<Cloud, string>> = { aws: "8 3", azure: "2 3", gcp: "8 3 2 3" };

/** How a winner is shown: by a letter, for those who print without colour, and by a colour. */
export interface Mark {
  readonly letter: string;
  readonly colour: string;
}

/** The mark of each placement. */
export type Marks = ReadonlyMap<string, Mark>;

const LETTERS = 26;

function letterOf(index: number): string {
  const letter = String.fromCodePoint(65 + (index % LETTERS));
  return index < LETTERS ? letter : `${letter}${Math.floor(index / LETTERS)}`;
}

/** A mark for each placement, in the order in which they are first named. */
export function marksOf(placements: Iterable<string>): Marks {
  const marks = [...new Set(placements)].map((placement, index): [string, Mark] => [
    placement,
    { letter: letterOf(index), colour: COLOURS[index % COLOURS.length] ?? COLOURS[0] },
  ]);
  return new Map(marks);
}

/** The mark of a placement; one that was not named has the colour of the text. */
export function markOf(placement: string, marks: Marks): Mark {
  return marks.get(placement) ?? { letter: "?", colour: "currentColor" };
}
