import type { Catalogue, Currency } from "@twin2multicloud/model";
import { doubleOf, exact, ONE, rounded } from "../exact.ts";
import type { Exact } from "../exact.ts";

/** How dollars are shown: in which currency and to how many places. */
export interface Money {
  readonly currency: Currency;
  /** An amount of dollars in the currency; euros have twelve places, as the predecessor gives them. */
  amount(usd: Exact): number;
  /** A total of dollars in the currency, rounded once to the places of the model. */
  total(usd: Exact): number;
  /** The total as an exact number, for comparisons with what a user demands of it. */
  exactTotal(usd: Exact): Exact;
  /** An amount of dollars in words, such as `41.20 USD`. */
  text(usd: Exact): string;
}

const EURO_PLACES = 12;

/** An amount of money in words: two places, or as many as it takes to show two digits of less than a cent. */
export function amountText(value: Exact): string {
  const cents = doubleOf(rounded(value, 2));
  const double = doubleOf(value);
  return cents === 0 && double !== 0
    ? String(Number(double.toPrecision(2)))
    : cents.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** Shows dollars in a currency by the catalogue's dated rate; `places` are those of totals. */
export function moneyIn(currency: Currency, catalogue: Catalogue, places: number): Money {
  const rate = currency === "USD" ? ONE : exact(catalogue.currency.usd_to_eur);
  const exactTotal = (usd: Exact): Exact => rounded(usd.mul(rate), places);
  return {
    currency,
    amount: (usd) => doubleOf(currency === "USD" ? usd : rounded(usd.mul(rate), EURO_PLACES)),
    total: (usd) => doubleOf(exactTotal(usd)),
    exactTotal,
    text: (usd) => `${amountText(usd.mul(rate))} ${currency}`,
  };
}
