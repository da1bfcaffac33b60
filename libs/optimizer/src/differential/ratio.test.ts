import { expect, test } from "vitest";
import { ceilingOf, product, quotient, ratio, sum } from "./ratio.ts";

test("a decimal of more than nine places is refused", () => {
  expect(() => ratio(1 / 3)).toThrow(RangeError);
  expect(() => ratio(1e-10)).toThrow(RangeError);
});

test("what doubles miss is met: ten devices that send every 1.8 minutes send 240,000 messages", () => {
  expect(Math.ceil(10 * (60 / 1.8) * 24 * 30)).toBe(240_001);
  const messages = quotient(product(ratio(10), ratio(60 * 24 * 30)), ratio(1.8));
  expect(ceilingOf(messages)).toBe(240_000);
  expect(ceilingOf(sum(messages, ratio(1e-9)))).toBe(240_001);
});

test("nothing needs no unit", () => {
  expect(ceilingOf(ratio(0))).toBe(0);
});
