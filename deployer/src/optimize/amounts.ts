const CENTS = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const DIGITS = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

/** The smallest amount that does not vanish when it is written with two places. */
const SHOWN = 0.005;

/** An amount of money with two places; what is more than nothing never reads as nothing. */
export function money(amount: number): string {
  if (amount === 0) return "0.00";
  if (Math.abs(amount) >= SHOWN) return CENTS.format(amount);
  return amount > 0 ? "<0.01" : ">-0.01";
}

/** A difference of money, with its sign. */
export function moneyChange(amount: number): string {
  return amount < 0 ? money(amount) : `+${money(amount)}`;
}

/** A number that is no money, to six digits. */
export function quantity(value: number): string {
  return DIGITS.format(value);
}
