import { expect, test } from "vitest";
import { resultFixture } from "../fixtures/result.ts";
import { pathPicture } from "./path-picture.ts";

const drawn = (changes: Parameters<typeof resultFixture>[0] = {}): string =>
  pathPicture(resultFixture(changes)).markup.replaceAll(/\s+/g, " ");

test("ways that cost nothing have no number", () => {
  const markup = drawn({ edges: [{ id: "l1_l2", from: "aws", to: "aws", egress: 0, glue: 0 }] });
  const costs = [...markup.matchAll(/class="arrow"[^>]*\/> <text[^>]*>([^<]*)</g)].map(([, cost]) => cost);
  expect(costs).toEqual(["", "", "", "", "", ""]);
});

test("each slot stands in its cloud's colour with its cost, and a way shows what it costs", () => {
  const markup = drawn();
  expect(markup).toMatch(/>l3-cold azure<\/text *> <text[^>]*>0\.05</);
  expect([...markup.matchAll(/class="slot" [^>]*fill="#0072b2"/g)]).toHaveLength(2);
  expect([...markup.matchAll(/class="slot" [^>]*fill="#e69f00"/g)]).toHaveLength(5);
  expect(markup).toContain(">0.05</text");
});

test("the way from l1 to the hot tier is there for the model that prices it", () => {
  const edge = { id: "l1_l3_hot", from: "aws", to: "azure", egress: 1.5, glue: 0 } as const;
  expect(drawn()).not.toContain('<path class="arrow"');
  expect(drawn({ edges: [edge] })).toMatch(/<path class="arrow".*>1\.50</);
});

test("boxes do not overlap and stay in the picture", () => {
  const markup = drawn();
  const [, width = "", height = ""] = /viewBox="0 0 (\d+) (\d+)"/.exec(markup) ?? [];
  const boxes = [...markup.matchAll(/class="slot" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g)].map(
    (match) => match.slice(1).map(Number),
  );
  expect(boxes).toHaveLength(7);
  for (const [index, [x = 0, y = 0, w = 0, h = 0]] of boxes.entries()) {
    expect(x + w).toBeLessThan(Number(width));
    expect(y + h).toBeLessThan(Number(height));
    const others = boxes.filter((_, other) => other !== index);
    expect(others.every(([ox = 0, oy = 0]) => Math.abs(ox - x) >= w || Math.abs(oy - y) >= h)).toBe(true);
  }
});
