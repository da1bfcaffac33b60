import { expect, test } from "vitest";
import { randomFrom } from "./random.ts";

const draw = (seed: number): number[] => {
  const { whole } = randomFrom(seed);
  return Array.from({ length: 1000 }, () => whole(0, 9));
};

test("a seed decides everything, and neighbouring seeds go different ways", () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test.each([-1, 0, 1, 2 ** 32 - 1])(
  "all whole numbers of a range come about equally often, seed %d",
  (seed) => {
    const numbers = draw(seed);
    for (let digit = 0; digit < 10; digit++) {
      const times = numbers.filter((number) => number === digit).length;
      expect(times).toBeGreaterThan(50);
      expect(times).toBeLessThan(150);
    }
  },
);

test("magnitudes stay in their range and are small as often as large", () => {
  const { magnitude } = randomFrom(1);
  const numbers = Array.from({ length: 1000 }, () => magnitude(0.01, 100));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0.01);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(100);
  const small = numbers.filter((number) => number < 1).length;
  expect(small).toBeGreaterThan(400);
  expect(small).toBeLessThan(600);
});
