import { expect, test } from "vitest";
import { createOutages } from "./outage.ts";

test("a cloud is out of reach for the time that was asked for, and no other cloud is", () => {
  let time = 0;
  const outages = createOutages(() => new Date(time));
  const [aws, gcp] = [outages.of("aws"), outages.of("gcp")];
  expect([aws.active, gcp.active]).toEqual([false, false]);
  outages.begin("gcp", 3);
  time = 2999;
  expect([aws.active, gcp.active]).toEqual([false, true]);
  time = 3000;
  expect(gcp.active).toBe(false);
});
