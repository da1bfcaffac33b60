import * as z from "zod/mini";

/** A finite number above zero. */
export const positiveNumber = z.number().check(z.gt(0));

/** A finite number from zero on. */
export const notNegative = z.number().check(z.gte(0));

/** A whole number from `least` on, without an upper end of its own. */
export const wholeNumber = (least: number): z.ZodMiniNumber =>
  z.number().check(z.refine(Number.isInteger, "a whole number"), z.gte(least));
