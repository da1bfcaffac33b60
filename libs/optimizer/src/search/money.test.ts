import { expect, test } from "vitest";
import { exact } from "../exact.ts";
import { smallCatalogue } from "./fixtures/small-model.ts";
import { moneyIn } from "./money.ts";

const usd = moneyIn("USD", smallCatalogue(), 2);
const eur = moneyIn("EUR", smallCatalogue(), 2);

test("euros have twelve places, dollars all that a double has", () => {
  const third = exact(1).div(exact(3));
  expect(usd.amount(third)).toBe(1 / 3);
  expect(eur.amount(exact("0.1234567890123456"))).toBe(0.111111110111);
});

test("a total is rounded once: rounding dollars first would give a cent more", () => {
  expect(eur.total(exact("0.205"))).toBe(0.18);
  expect(eur.total(exact("0.2049"))).toBe(0.18);
  expect(eur.total(exact("47.290278"))).toBe(42.56);
  expect(usd.total(exact("0.205"))).toBe(0.21);
});

test.each([
  ["0", "0.00 USD"],
  ["0.00012345", "0.00012 USD"],
  ["-0.00012345", "-0.00012 USD"],
  ["0.005", "0.01 USD"],
  ["41.2", "41.20 USD"],
  ["1234567.891", "1,234,567.89 USD"],
])("%s reads %s", (amount, text) => {
  expect(usd.text(exact(amount))).toBe(text);
});
