import type { FigureExplanation } from "@twin2multicloud/optimizer";
import { quantity } from "../amounts.ts";

const ASSUMPTION = /^assumption: */;

/** The numbers of an explanation that the model assumes, in words, by the source that they name. */
export function assumedIn({ numbers }: Pick<FigureExplanation, "numbers">): string[] {
  return Object.values(numbers).flatMap(({ about, value, unit, formula }) =>
    formula && ASSUMPTION.test(formula.source)
      ? [`${about}: ${quantity(value)} ${unit} (${formula.source.replace(ASSUMPTION, "")})`]
      : [],
  );
}
