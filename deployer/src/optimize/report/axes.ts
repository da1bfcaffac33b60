import { CLOUDS } from "@twin2multicloud/model";
import type { CurvePoint } from "@twin2multicloud/optimizer";
import { quantity } from "../amounts.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { decadesAround, logScale } from "./scale.ts";
import type { Scale } from "./scale.ts";

/** The drawing area in units of the picture. */
export const PLOT = { width: 960, height: 490, left: 80, right: 870, top: 60, bottom: 420 } as const;

/** Nothing is drawn below a cent: a logarithmic axis has no zero. */
const FLOOR = 0.01;

/** The two axes of the chart: devices to the right, money upwards. */
export interface Axes {
  readonly x: Scale;
  readonly y: Scale;
}

/** A position as it stands in markup. */
export const at = (position: number): string => position.toFixed(1);

/** Axes on which all points of a curve have a place. */
export function axesOf(points: readonly CurvePoint[]): Axes {
  const devices = points.map((point) => point.value);
  const costs = points
    .flatMap(({ total, single_clouds: singles }) => [
      total,
      ...CLOUDS.map((cloud) => singles[cloud] ?? total),
    ])
    .map((cost) => Math.max(cost, FLOOR));
  return {
    x: logScale([Math.min(...devices), Math.max(...devices)], [PLOT.left, PLOT.right]),
    y: logScale(decadesAround(costs), [PLOT.bottom, PLOT.top]),
  };
}

/** The lines behind the chart with their numbers, and what the axes count. */
export function gridOf({ x, y }: Axes, currency: string): Html[] {
  const middle = (PLOT.top + PLOT.bottom) / 2;
  return [
    ...x.ticks.map(
      (tick) =>
        html`<line
            class="grid"
            x1="${at(x(tick))}"
            x2="${at(x(tick))}"
            y1="${PLOT.top}"
            y2="${PLOT.bottom}"
          />
          <text x="${at(x(tick))}" y="${PLOT.bottom + 20}" text-anchor="middle">${quantity(tick)}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        html`<line
            class="grid"
            x1="${PLOT.left}"
            x2="${PLOT.right}"
            y1="${at(y(tick))}"
            y2="${at(y(tick))}"
          />
          <text x="${PLOT.left - 8}" y="${at(y(tick) + 4)}" text-anchor="end">${quantity(tick)}</text>`,
    ),
    html`<text x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.height - 16}" text-anchor="middle">devices</text>
      <text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${currency} a month</text>`,
  ];
}
