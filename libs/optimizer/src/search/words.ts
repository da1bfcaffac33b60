/** Items as a sentence lists them: `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], conjunction: "and" | "or"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1)}`;
}

/** A whole number with its thousands apart: `2,187`. */
export function counted(count: number): string {
  return count.toLocaleString("en-US");
}

/** A number of things in words: `1 placement`, `2,187 placements`. */
export function many(count: number, thing: string): string {
  return `${counted(count)} ${thing}${count === 1 ? "" : "s"}`;
}
