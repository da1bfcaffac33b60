import { SLOTS } from "@twin2multicloud/model";
import type { Providers } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { placementOfNumber, PLACEMENTS } from "../pricing/placement.ts";
import { constraintComplaints } from "./constraint-complaints.ts";
import type { Constraints } from "./constraints.ts";
import { demandsOf, numbersMeeting } from "./demand.ts";
import { smallCatalogue, smallModel } from "./fixtures/small-model.ts";

const NONE: Constraints = { pin: {}, forbid: [], residency: [], require: [] };
const catalogue = smallCatalogue();

const complaints = (constraints: Partial<Constraints>, model = smallModel()) =>
  constraintComplaints({ ...NONE, ...constraints }, { model, catalogue });

describe("constraints without a meaning", () => {
  test.each([
    [{ residency: ["Mars"] }, "--residency Mars", "Mars"],
    [{ residency: ["EU", ""] }, "--residency ", ""],
    [{ maxClouds: 0 }, "--max-clouds 0", "0"],
    [{ maxClouds: 1.5 }, "--max-clouds 1.5", "1.5"],
    [{ maxClouds: Number.NaN }, "--max-clouds NaN", "NaN"],
    [{ budget: -1 }, "--budget -1", "-1"],
    [{ budget: Number.NaN }, "--budget NaN", "NaN"],
    [{ budget: Number.POSITIVE_INFINITY }, "--budget Infinity", "Infinity"],
    [
      { pin: { l4: "gcp" }, forbid: [{ slot: "l4", cloud: "gcp" }] },
      "--pin l4=gcp",
      "--forbid l4=gcp as well",
    ],
  ] as const)("%j", (constraints, path, found) => {
    expect(complaints(constraints)).toEqual([{ path, found, expected: expect.any(String) }]);
  });

  test("a pin to a cloud that the model does not know", () => {
    expect(complaints({ pin: { l4: "gcp" } }, smallModel({ clouds: ["aws", "azure"] }))).toEqual([
      {
        path: "--pin l4=gcp",
        found: "gcp",
        expected: "a cloud that the model deployed knows: aws or azure",
      },
    ]);
  });

  test("every one of them is named", () => {
    const all = complaints({ maxClouds: 0, budget: -1, residency: ["a", "b"] });
    expect(all.map(({ path }) => path)).toEqual([
      "--residency a",
      "--residency b",
      "--max-clouds 0",
      "--budget -1",
    ]);
  });

  test.each([
    {},
    { residency: ["eu", "us-central1", "NL"] },
    { maxClouds: 3 },
    { budget: 0 },
    { pin: { l1: "aws" } },
  ] as const)("%j is fine", (constraints) => {
    expect(complaints(constraints)).toEqual([]);
  });
});

const clouds = (placement: Providers) => SLOTS.map((slot) => placement[slot]);

/** The same demands, written another way. */
const EXPECTED: readonly (readonly [Partial<Constraints>, (placement: Providers) => boolean])[] = [
  [{}, () => true],
  [{ pin: { l4: "azure", "l3-hot": "gcp" } }, (p) => clouds(p)[5] === "azure" && clouds(p)[2] === "gcp"],
  [
    {
      forbid: [
        { slot: "l1", cloud: "aws" },
        { slot: "l1", cloud: "gcp" },
        { slot: "l5", cloud: "gcp" },
      ],
    },
    (p) => p.l1 === "azure" && p.l5 !== "gcp",
  ],
  [{ residency: ["DE"] }, (p) => clouds(p).join() === "aws,aws,aws,aws,aws,aws,aws"],
  [{ residency: ["EU"] }, (p) => !clouds(p).includes("gcp")],
  [{ residency: ["us", "westeurope"] }, (p) => !clouds(p).includes("aws")],
  [{ require: ["3d-scene"] }, (p) => p.l4 === "aws"],
  [{ require: ["mqtt-devices", "3d-scene"] }, (p) => p.l4 === "aws" && p.l1 !== "gcp"],
  [{ maxClouds: 1 }, (p) => clouds(p).every((cloud) => cloud === p.l1)],
  [{ maxClouds: 2 }, (p) => !(["aws", "azure", "gcp"] as const).every((cloud) => clouds(p).includes(cloud))],
  [
    { pin: { l2: "gcp" }, maxClouds: 2, residency: ["US", "DE"] },
    (p) => p.l2 === "gcp" && !clouds(p).includes("azure"),
  ],
];

test.each(EXPECTED)("%j allows what brute force allows", (constraints, isAllowed) => {
  const allowed = Array.from({ length: PLACEMENTS }, (_, number) => number).filter((number) =>
    isAllowed(placementOfNumber(number)),
  );
  const demands = demandsOf({ ...NONE, ...constraints }, catalogue);
  expect(numbersMeeting(demands)).toEqual(allowed);
  expect(numbersMeeting([...demands].toReversed())).toEqual(allowed);
});

test("a demand made twice counts once", () => {
  const ban = { slot: "l1", cloud: "aws" } as const;
  expect(
    demandsOf({ ...NONE, forbid: [ban, ban], require: ["3d-scene", "3d-scene"] }, catalogue),
  ).toHaveLength(2);
});
