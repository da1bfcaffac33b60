import { describe, expect, test } from "vitest";
import { reportFixture } from "../fixtures/report.ts";
import { resultFixture } from "../fixtures/result.ts";
import { reportPage } from "./page.ts";

const EVIL = `"><img src=x onerror=alert('1')>`;

describe("what comes from outside", () => {
  test("cannot become markup, wherever it stands", () => {
    const result = resultFixture({
      warnings: [EVIL],
      proof: EVIL,
      constraints: [{ constraint: EVIL, costs: 1, without: null }],
    });
    const rows = reportFixture().rows.map((row) => ({ ...row, source: EVIL, suspicious: EVIL, meter: EVIL }));
    const page = reportPage(reportFixture({ title: EVIL, given: { [EVIL]: EVIL }, result, rows }));
    expect(page).not.toContain("<img");
    expect(page.split("&lt;img").length - 1).toBeGreaterThanOrEqual(10);
  });
});

test("the page asks for nothing: no address, no script, no import", () => {
  const page = reportPage(reportFixture());
  expect(page).not.toMatch(
    /\b(src|href|srcset|action)=|<(script|link|iframe|object|embed|base)\b|@import|https?:/i,
  );
  expect([...page.matchAll(/url\((?!#)/g)]).toEqual([]);
  expect(page).toContain(`default-src 'none'`);
});

test("a curve that could not be computed is said, not drawn", () => {
  const page = reportPage(reportFixture({ curve: [] }));
  expect(page).toContain("There is no curve");
  expect(page).not.toContain('class="chart"');
});

test("every part is there, each under its heading", () => {
  const page = reportPage(reportFixture());
  expect([...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)).toEqual([
    "Scenario",
    "Where each layer lives",
    "Between the layers",
    "Alternatives",
    "Cost over the number of devices",
    "Where the winner changes",
    "What each constraint costs",
    "Sensitivity",
    "Warnings",
    "Assumptions",
    "Prices and their sources",
  ]);
  expect(page).toContain("⚠ a thousand times too low");
  expect(page).toContain("9 up to 10; 5<");
  expect(page).toContain("2 free per account");
  expect(page).toContain("time of a run: 0.015 s (measured locally)");
  expect(page).toMatch(/chosen azure">0\.05 ✓/);
});

test("pictures have a title and a text", () => {
  const page = reportPage(reportFixture());
  for (const [, title, text] of page.matchAll(/role="img" aria-labelledby="(\S+) (\S+)"/g)) {
    expect(page).toMatch(new RegExp(`id="${title}">[^<]+<`));
    expect(page).toMatch(new RegExp(`id="${text}">[^<]+<`));
  }
  expect([...page.matchAll(/<svg/g)]).toHaveLength(2);
});
