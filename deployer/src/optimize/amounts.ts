import { amountText, exact } from "@twin2multicloud/optimizer";

const DIGITS = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

/** An amount of money of a result, as the optimizer writes amounts in sentences. */
export function money(amount: number): string {
  return amountText(exact(amount));
}

/** A difference of money, with its sign. */
export function moneyChange(amount: number): string {
  return amount < 0 ? money(amount) : `+${money(amount)}`;
}

/** A number that is no money, to six digits. */
export function quantity(value: number): string {
  return DIGITS.format(value);
}
