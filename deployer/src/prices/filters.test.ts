import { CLOUDS } from "@twin2multicloud/model";
import { metersOf } from "@twin2multicloud/optimizer";
import { describe, expect, test } from "vitest";
import { AWS_FILTERS } from "./aws-filters.ts";
import { AZURE_FILTERS } from "./azure-filters.ts";
import { GCP_FILTERS } from "./gcp-filters.ts";
import type { Units } from "./offer.ts";

const FILTERS = { aws: AWS_FILTERS, azure: AZURE_FILTERS, gcp: GCP_FILTERS };

describe.each(CLOUDS)("the filters of %s", (cloud) => {
  const filters = Object.entries<{ readonly units: Units }>(FILTERS[cloud]);

  test("ask for every meter but those that keep a value of the predecessor", () => {
    const asked = metersOf(cloud).filter((meter) => !meter.endsWith("-baseline"));
    expect(filters.map(([meter]) => meter).sort()).toEqual([...asked].sort());
  });

  test("never ask for two meters by the same filter", () => {
    const texts = filters.map(([, filter]) => JSON.stringify(filter));
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("name the units, and how much of the meter's unit each is", () => {
    for (const [meter, { units }] of filters) {
      expect(Object.keys(units).length, meter).toBeGreaterThan(0);
      expect(
        Object.values(units).every((per) => per >= 1),
        meter,
      ).toBe(true);
    }
  });
});
