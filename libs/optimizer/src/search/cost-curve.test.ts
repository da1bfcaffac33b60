import { expect, test } from "vitest";
import { doubleOf } from "../exact.ts";
import { placementWith } from "../pricing/placement.ts";
import { pricingOf, requestWith, smallCatalogue, smallModel } from "./fixtures/small-model.ts";
import { still } from "./fixtures/small-requests.ts";
import { openInquiry } from "./inquiry.ts";
import type { Inquiry } from "./inquiry.ts";
import { optimizeWith } from "./optimize-with.ts";
import type { OptimizeRequest } from "./request.ts";

const catalogue = smallCatalogue({ aws: { l4: 0.5, l5: 3 }, azure: { l1: 0.4 } });
const refusal = { code: "IOT_HUB_CAPACITY_EXCEEDED", findings: [] } as const;

function inquiryOf(request: OptimizeRequest, model = smallModel()): Inquiry {
  const outcome = openInquiry(model, request);
  if ("refusal" in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.inquiry;
}

const points = (values: readonly number[], more: Partial<OptimizeRequest> = {}, model = smallModel()) =>
  inquiryOf(requestWith({ catalogue, ...more }), model).curve({ turned: "devices", values });

test("a request that is refused has no curve", () => {
  const outcome = openInquiry(smallModel(), requestWith({ given: {} }));
  expect(outcome).toMatchObject({ refusal: { code: "SCENARIO_INVALID" } });
});

test("values that the model refuses have no point, nor have numbers that it cannot turn", () => {
  const model = smallModel({
    limits: ({ inputs }) => ({
      exclusions: [],
      warnings: [],
      ...(inputs["devices"]?.compare(20) === 1 && { refusal }),
    }),
  });
  expect(points([10, 30, 20], {}, model).map(({ value }) => value)).toEqual([10, 20]);
  const picky = smallModel({ accepts: ({ inputs }) => inputs["devices"]?.compare(20) !== 0 });
  expect(points([10, 30, 20], {}, picky).map(({ value }) => value)).toEqual([10, 30]);
  expect(inquiryOf(requestWith()).curve({ turned: "size", values: [1] })).toEqual([]);
});

test("every point is what an optimization of that many devices finds", () => {
  const constraints = { pin: { l2: "azure" }, forbid: [], residency: ["EU"], require: [] } as const;
  for (const point of points([1, 12, 40], { constraints })) {
    const outcome = optimizeWith(
      still(smallModel()),
      requestWith({ catalogue, constraints, given: { devices: point.value } }),
    );
    if ("refusal" in outcome) throw new Error("refused");
    const [best] = outcome.result.ranked;
    expect(point.placement).toBe(best?.placement);
    expect(point.total).toBeCloseTo(best?.total ?? 0, 9);
    expect(point.single_clouds.gcp).toBeCloseTo(outcome.result.single_clouds.gcp ?? 0, 9);
  }
});

test("the given placement is followed, else the winner of the scenario, in the currency of the result", () => {
  const placement = placementWith(() => "gcp");
  const [point] = points([50], { placement, currency: "EUR" });
  const total = doubleOf(pricingOf(smallModel(), catalogue, 50).exactTotal(placement));
  expect(point?.chosen).toBeCloseTo(total * 0.9, 9);
  expect(point?.single_clouds.gcp).toBe(point?.chosen);
  const [own] = points([1]);
  expect(own?.chosen).toBe(own?.total);
});

test("a cloud that cannot take all slots has no total of its own", () => {
  const out = { cloud: "gcp", slot: "l4", code: "UNSUPPORTED", reason: "none" } as const;
  const [point] = points([1], {}, smallModel({}, [out]));
  expect(point?.single_clouds.gcp).toBeNull();
  expect(point?.single_clouds.aws).not.toBeNull();
});
