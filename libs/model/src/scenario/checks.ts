import * as z from "zod/mini";

/** The largest number that a scenario may hold: amounts that follow from some of them still have a floating point number. */
const MOST = 1e12;

/** The smallest number above zero that a scenario may hold. */
const LEAST = 1e-9;

/** A number above zero that a scenario may hold. */
export const positiveNumber = z.number().check(z.gt(0, { abort: true }), z.gte(LEAST), z.lte(MOST));

/** A number from zero to `most`. */
export const notNegative = (most = MOST): z.ZodMiniNumber => z.number().check(z.gte(0), z.lte(most));

/** A whole number from `least` to `most`. */
export const wholeNumber = (least: number, most = MOST): z.ZodMiniNumber =>
  z.number().check(z.refine(Number.isInteger, "a whole number"), z.gte(least), z.lte(most));
