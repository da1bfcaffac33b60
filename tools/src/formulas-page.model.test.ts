import { expect, test } from "vitest";
import { keptFormulas, writtenFormulas } from "./formulas-page.ts";

test("the page of formulas is what the cost models say of themselves (else: npm run docs)", async () => {
  expect(await keptFormulas()).toBe(writtenFormulas());
});
