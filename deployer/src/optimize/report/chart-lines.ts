import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud } from "@twin2multicloud/model";
import type { CurvePoint } from "@twin2multicloud/optimizer";
import { at, PLOT } from "./axes.ts";
import type { Axes } from "./axes.ts";
import { costBetween } from "./cost-curve.ts";
import type { Segment } from "./cost-curve.ts";
import { html, NOTHING } from "./html.ts";
import type { Html } from "./html.ts";
import { CLOUD_DASHES } from "./palette.ts";

/** Names at the ends of lines stand at least so far apart. */
const NAME_GAP = 16;

type Position = readonly [x: number, y: number];

const through = (positions: readonly Position[]): string =>
  positions.map(([x, y]) => `${at(x)},${at(y)}`).join(" ");

/** The thin line of what one cloud alone can do, as far as it can. */
export function singleLine(cloud: Cloud, points: readonly CurvePoint[], { x, y }: Axes): Html {
  const positions = points.flatMap(({ value, single_clouds: singles }): Position[] => {
    const total = singles[cloud];
    return total === null ? [] : [[x(value), y(total)]];
  });
  if (positions.length === 0) return NOTHING;
  return html`<polyline
    class="single"
    points="${through(positions)}"
    stroke-dasharray="${CLOUD_DASHES[cloud]}"
    ><title>${cloud} alone</title></polyline
  >`;
}

function endOf(cloud: Cloud, points: readonly CurvePoint[]): number | null {
  return (
    points.findLast(({ single_clouds: singles }) => singles[cloud] !== null)?.single_clouds[cloud] ?? null
  );
}

/** The names of the thin lines at the right side, pushed apart so that they can be read. */
export function singleNames(points: readonly CurvePoint[], { y }: Axes): Html[] {
  const names = CLOUDS.flatMap((cloud) => {
    const total = endOf(cloud, points);
    return total === null ? [] : [{ cloud, position: y(total) + 4 }];
  }).sort((a, b) => a.position - b.position);
  let free = PLOT.top;
  return names.map(({ cloud, position }) => {
    const place = Math.max(position, free);
    free = place + NAME_GAP;
    return html`<text x="${PLOT.right + 6}" y="${at(place)}">${cloud} alone</text>`;
  });
}

/** The thick line of the winner within its stretch, in its colour. */
export function winnerLine(
  { from, to }: Segment,
  points: readonly CurvePoint[],
  { x, y, colour }: Axes & { readonly colour: string },
): Html {
  const within = points.map(({ value }) => value).filter((value) => value > from && value < to);
  const positions = [from, ...within, to].map((devices): Position => [
    x(devices),
    y(costBetween(points, devices)),
  ]);
  return html`<polyline class="winner" points="${through(positions)}" stroke="${colour}" />`;
}
