import { CLOUDS } from "@twin2multicloud/model";
import { money, quantity } from "../amounts.ts";
import { pathWords } from "../names.ts";
import { at, axesOf, gridOf, PLOT } from "./axes.ts";
import type { Axes } from "./axes.ts";
import { singleLine, singleNames, winnerLine } from "./chart-lines.ts";
import { segmentsOf } from "./cost-curve.ts";
import type { Segment } from "./cost-curve.ts";
import { html, NOTHING } from "./html.ts";
import type { Html } from "./html.ts";
import { markOf, marksOf } from "./palette.ts";
import type { Marks } from "./palette.ts";
import type { ReportData } from "./report-data.ts";

/** A letter needs so much room, and so does the number of a break-even point. */
const LETTER_WIDTH = 14;
const NUMBER_WIDTH = 52;

function band({ placement, from, to }: Segment, { x }: Axes, marks: Marks): Html {
  const { colour, letter } = markOf(placement, marks);
  const [left, right] = [x(from), x(to)];
  const name = html`<text
    class="letter"
    x="${at((left + right) / 2)}"
    y="${PLOT.top + 18}"
    text-anchor="middle"
    >${letter}</text
  >`;
  return html`<rect
      class="band"
      x="${at(left)}"
      y="${PLOT.top}"
      width="${at(right - left)}"
      height="${PLOT.bottom - PLOT.top}"
      fill="${colour}"
    />${right - left < LETTER_WIDTH ? NOTHING : name}`;
}

/** A line at each break-even point; its number stands above in the first of three rows that has room. */
function breakEvenLines(segments: readonly Segment[], { x }: Axes): Html[] {
  const rows = [8, 24, 40].map((above) => ({ y: PLOT.top - above, free: Number.NEGATIVE_INFINITY }));
  return segments.slice(1).map(({ from }) => {
    const place = x(from);
    const row = rows.find(({ free }) => place >= free);
    if (row) row.free = place + NUMBER_WIDTH;
    const top = row ? row.y + 4 : PLOT.top;
    const number = row
      ? html`<text class="break-even" x="${at(place)}" y="${row.y}" text-anchor="middle"
          >${quantity(from)}</text
        >`
      : NOTHING;
    return html`<line
        class="boundary"
        x1="${at(place)}"
        x2="${at(place)}"
        y1="${top}"
        y2="${PLOT.bottom}"
      />${number}`;
  });
}

function ownPoint({ result, devices }: ReportData, { x, y }: Axes): Html {
  const [left, top] = [x(devices), y(result.total)];
  const atEnd = left > (PLOT.left + PLOT.right) / 2;
  const [aside, below, anchor] = atEnd ? [-12, -10, "end"] : [12, 20, "start"];
  return html`<circle class="own" cx="${at(left)}" cy="${at(top)}" r="6" />
    <text class="own-label" x="${at(left + aside)}" y="${at(top + below)}" text-anchor="${anchor}"
      >${quantity(devices)} devices: ${money(result.total)}</text
    >`;
}

function legend(segments: readonly Segment[], marks: Marks): Html {
  const rows = [...marks].map(([placement, { letter, colour }]) => {
    const ranges = segments
      .filter((segment) => segment.placement === placement)
      .map(({ from, to }) => `${quantity(from)} to ${quantity(to)}`);
    return html`<tr>
      <th scope="row"><span class="key" style="background:${colour}"></span> ${letter}</th>
      <td>${ranges.join("; ")}</td>
      <td>${pathWords(placement)}</td>
    </tr>`;
  });
  return html`<table>
    <caption>
      Which placement is the cheapest
    </caption>
    <thead>
      <tr>
        <th scope="col">mark</th>
        <th scope="col">devices</th>
        <th scope="col">placement</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function description(segments: readonly Segment[], { devices, result }: ReportData): string {
  const stretches = segments.map(
    ({ placement, from, to }) => `from ${quantity(from)} to ${quantity(to)} devices ${pathWords(placement)}`,
  );
  const own = `${quantity(devices)} devices and costs ${money(result.total)} ${result.currency} a month`;
  return `The cheapest placement: ${stretches.join("; ")}. This scenario has ${own}.`;
}

/** The chart of what the cheapest placement costs over the number of devices, both logarithmic, with its legend. */
export function chart(data: ReportData): Html {
  const { curve, result } = data;
  if (curve.length < 2)
    return html`<p>There is no curve: too few device counts have an admissible placement.</p>`;
  const axes = axesOf(curve);
  const segments = segmentsOf(curve, result.break_evens);
  const marks = marksOf(segments.map(({ placement }) => placement));
  return html`<svg
      class="chart"
      viewBox="0 0 ${PLOT.width} ${PLOT.height}"
      role="img"
      aria-labelledby="chart-title chart-text"
    >
      <title id="chart-title">Cost over the number of devices</title>
      <desc id="chart-text">${description(segments, data)}</desc>
      ${segments.map((segment) => band(segment, axes, marks))} ${gridOf(axes, result.currency)}
      ${CLOUDS.map((cloud) => singleLine(cloud, curve, axes))} ${singleNames(curve, axes)}
      ${breakEvenLines(segments, axes)}
      ${segments.map((segment) => winnerLine(segment, curve, { ...axes, ...markOf(segment.placement, marks) }))}
      ${ownPoint(data, axes)}
    </svg>
    <p class="quiet">
      The thick line is the cheapest placement, coloured and lettered by which one it is; thin lines are
      single clouds, the circle is this scenario, and the numbers above are the break-even points in devices.
    </p>
    ${legend(segments, marks)}`;
}
