import { describe, expect, test } from "vitest";
import { reportFixture } from "../fixtures/report.ts";
import { resultFixture } from "../fixtures/result.ts";
import { PLOT } from "./axes.ts";
import { chart } from "./chart.ts";
import type { ReportData } from "./report-data.ts";

const drawn = (changes: Partial<ReportData> = {}): string =>
  chart(reportFixture(changes)).markup.replaceAll(/\s+/g, " ");

function numbers(markup: string, pattern: RegExp): number[] {
  return [...markup.matchAll(pattern)].map(([, number]) => Number(number));
}

/** Where a number of devices stands on the axis from 1 to 100,000. */
const xOf = (devices: number): number => PLOT.left + ((PLOT.right - PLOT.left) * Math.log10(devices)) / 5;

describe("geometry", () => {
  test("bands lie side by side from end to end and meet at the break-even point", () => {
    const bands = [...drawn().matchAll(/class="band" x="([\d.]+)" y="60" width="([\d.]+)"/g)];
    const [first, second] = bands.map(([, x, width]) => ({
      left: Number(x),
      right: Number(x) + Number(width),
    }));
    expect(bands).toHaveLength(2);
    expect(first?.left).toBe(PLOT.left);
    expect(first?.right).toBeCloseTo(xOf(4213), 0);
    expect(second?.left).toBeCloseTo(first?.right ?? 0, 0);
    expect(second?.right).toBeCloseTo(PLOT.right, 0);
  });

  test("the scenario's own point stands at its devices and its cost", () => {
    const [, x, y] = /class="own" cx="([\d.]+)" cy="([\d.]+)"/.exec(drawn()) ?? [];
    expect(Number(x)).toBeCloseTo(xOf(100), 0);
    const decades = Math.log10(23.47 / 10) / 4;
    expect(Number(y)).toBeCloseTo(PLOT.bottom - (PLOT.bottom - PLOT.top) * decades, 0);
    expect(drawn()).toContain(">100 devices: 23.47<");
  });

  test("nothing leaves the picture", () => {
    const points = [...drawn().matchAll(/points="([^"]+)"/g)].flatMap(([, list = ""]) => list.split(" "));
    for (const point of points) {
      const [x = 0, y = 0] = point.split(",").map(Number);
      expect(x).toBeGreaterThanOrEqual(PLOT.left - 0.1);
      expect(x).toBeLessThanOrEqual(PLOT.right + 0.1);
      expect(y).toBeGreaterThanOrEqual(PLOT.top - 0.1);
      expect(y).toBeLessThanOrEqual(PLOT.bottom + 0.1);
    }
    expect(points.length).toBeGreaterThan(100);
  });

  test("numbers of break-even points that are near each other do not overlap", () => {
    const near = Array.from({ length: 6 }, (_, index) => 4000 + index * 40);
    const fine = near.map((value, index) => ({
      value,
      placement: index % 2 === 0 ? "aws|aws|aws|aws|aws|aws|aws" : "gcp|gcp|gcp|gcp|gcp|gcp|gcp",
      total: 200,
      single_clouds: { aws: 300, azure: null, gcp: 300 },
      chosen: null,
    }));
    const curve = [...reportFixture().curve.filter(({ value }) => value < 4000), ...fine];
    const markup = drawn({ curve, result: resultFixture({ break_evens: [] }) });
    expect([...markup.matchAll(/class="boundary"/g)]).toHaveLength(6);
    const rows = Map.groupBy(
      [...markup.matchAll(/class="break-even" x="([\d.]+)" y="(\d+)"/g)],
      ([, , y]) => y,
    );
    for (const [, row] of rows) {
      const places = row.map(([, x]) => Number(x)).sort((a, b) => a - b);
      for (const [index, place] of places.slice(1).entries())
        expect(place - (places[index] ?? 0)).toBeGreaterThan(50);
    }
  });
});

test("costs of nothing stand at the foot of the picture", () => {
  const curve = reportFixture().curve.map((point) => ({ ...point, total: 0 }));
  expect(drawn({ curve })).not.toMatch(/NaN|Infinity/);
});

test("each winner has its own colour and letter, the same in the picture and in the legend", () => {
  const markup = drawn();
  const bands = [...markup.matchAll(/class="band"[^>]*fill="(#\w+)"/g)].map(([, colour]) => colour);
  const keys = [...markup.matchAll(/style="background:(#\w+)"><\/span> (\w+)/g)];
  expect(keys.map(([, colour]) => colour)).toEqual(bands);
  expect(new Set(bands).size).toBe(2);
  expect(keys.map(([, , letter]) => letter)).toEqual(["A", "B"]);
  expect(markup).toContain("1 to 4,213");
  expect(numbers(markup, /class="letter" x="([\d.]+)"/g)).toHaveLength(2);
});

test("single clouds that can take everything have a line and a name", () => {
  expect([...drawn().matchAll(/class="single"/g)]).toHaveLength(2);
  expect(drawn()).toContain(">aws alone</text>");
  expect(drawn()).not.toContain("gcp alone");
});
