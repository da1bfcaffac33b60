import { CLOUDS } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { SHIPPED_CATALOGUE } from "../../catalogue/shipped.ts";
import { METERS, isMeterId } from "../../catalogue/meters.ts";
import { doubleOf, exact } from "../../exact.ts";
import { placementOfNumber, placementWith, PLACEMENTS } from "../../pricing/placement.ts";
import { cellsIn, metersIn } from "../../sheet/sheet.ts";
import { priced, SMALL } from "./fixtures/priced.ts";
import { twin2cloudsV2 } from "./twin2clouds-v2.ts";

const figure = (given: Readonly<Record<string, unknown>>, name: string): number =>
  doubleOf(priced({ ...SMALL, ...given }).figure(name));

/** So many messages a month, of devices that send once a month. */
const messages = (count: number, size: number): Record<string, number> => ({
  numberOfDevices: count,
  deviceSendingIntervalInMinutes: 43_200,
  averageSizeOfMessageInKb: size,
});

/** Every hub that takes the messages, one by one, and the cheapest of them. */
function cheapestHub(count: number, size: number): number {
  const free = count * Math.max(1, Math.ceil(size / 0.5)) <= 240_000 ? [0] : [];
  const billed = count * Math.max(1, Math.ceil(size / 4));
  const paid = [
    { price: 25, takes: 12e6, most: 200 },
    { price: 250, takes: 180e6, most: 200 },
    { price: 2500, takes: 9e9, most: 10 },
  ].flatMap(({ price, takes, most }) => {
    const units = Math.ceil(billed / takes);
    return units <= most ? [units * price] : [];
  });
  return Math.min(...free, ...paid);
}

test.each([
  [1, 0.01],
  [240_000, 0.5],
  [240_001, 0.5],
  [120_000, 0.75],
  [120_001, 1],
  [12_000_000, 4],
  [12_000_001, 4],
  [120_000_000, 4],
  [120_000_001, 4],
  [60_000_000, 4.01],
  [180_000_001, 1],
  [1_800_000_000, 4],
  [1_800_000_001, 4],
  [2_400_000_000, 4],
  [2_400_000_001, 4],
  [9_000_000_001, 4],
  [36_000_000_001, 1],
  [90_000_000_000, 4],
])("IoT Hub takes %d messages of %d KiB at the least cost", (count, size) => {
  expect(figure(messages(count, size), "azure.l1.iot-hub")).toBe(cheapestHub(count, size));
});

test.each([
  [5, 1],
  [5.01, 2],
  [10, 2],
  [0.1, 1],
])("AWS bills messages of %d KiB as %d", (size, blocks) => {
  expect(figure(messages(1000, size), "aws.l1.billed-messages")).toBe(1000 * blocks);
});

test.each([
  [0.25, 1],
  [1, 1],
  [2.5, 2.5],
])("Pub/Sub bills messages of %d KiB as %d KiB", (size, billed) => {
  const cost = exact(40).div(1024).mul(exact(billed)).mul(1_000_000n).div(1_048_576n);
  expect(figure(messages(1_000_000, size), "gcp.l1.pubsub")).toBe(doubleOf(cost));
});

test("parts of a message count, and intervals are exact", () => {
  const given = { numberOfDevices: 777, deviceSendingIntervalInMinutes: 0.7 };
  expect(
    priced({ ...SMALL, ...given })
      .figure("messages")
      .toFraction(),
  ).toBe("47952000");
  const rare = { numberOfDevices: 1, deviceSendingIntervalInMinutes: 525_600 };
  expect(
    priced({ ...SMALL, ...rare })
      .figure("messages")
      .toFraction(),
  ).toBe("6/73");
});

const partsOfL2 = (given: Readonly<Record<string, unknown>>): string[] =>
  priced({ ...SMALL, ...given })
    .statement(placementWith(() => "aws"))
    .lines.flatMap(({ place }) => (place.kind === "layer" && place.slot === "l2" ? [place.component] : []));

const always = ["persister_lambda", "processor_lambdas"];

test.each([
  [{}, always],
  [{ triggerNotificationWorkflow: true, returnFeedbackToDevice: true }, always],
  [{ useEventChecking: true }, [...always, "event_checker"]],
  [{ useEventChecking: true, returnFeedbackToDevice: true }, [...always, "event_checker", "event_feedback"]],
  [
    { useEventChecking: true, triggerNotificationWorkflow: true },
    [...always, "event_checker", "step_functions"],
  ],
  [{ numberOfEventActions: 2, eventTriggerRate: 0 }, [...always, "event_action_lambdas"]],
])("functions of l2 with %j", (given, parts) => {
  expect(partsOfL2(given)).toEqual(parts);
});

test("only AWS heeds the actions of a workflow", () => {
  const given = {
    useEventChecking: true,
    triggerNotificationWorkflow: true,
    orchestrationActionsPerMessage: 10,
  };
  for (const [name, grows] of [
    ["aws.l2.step-functions", true],
    ["azure.l2.logic-apps", false],
    ["gcp.l2.cloud-workflows", false],
  ] as const)
    expect(figure(given, name) > figure({}, name)).toBe(grows);
});

test("receivers of a cloud share one allowance, in the order of the edges", () => {
  const pricing = priced({ ...SMALL, ...messages(1_500_000, 1) });
  const placement = placementWith((slot) => (slot === "l1" || slot === "l3-hot" ? "gcp" : "aws"));
  const glue = (edge: string): number =>
    pricing
      .statement(placement)
      .lines.filter(({ place }) => place.kind === "edge" && place.part === "glue" && place.edge === edge)
      .reduce((sum, { amount }) => sum + doubleOf(amount), 0);
  expect(glue("l1_l2")).toBeCloseTo(0.1, 12);
  expect(glue("l3_hot_l3_cold")).toBeCloseTo(30 * 2e-7, 12);
});

test("what stays in a cloud costs no transfer, and a mover always has a schedule on Google Cloud", () => {
  const { lines } = priced(SMALL).statement(
    placementWith((slot) => (slot === "l4" || slot === "l5" ? "aws" : "gcp")),
  );
  expect(lines.flatMap(({ place }) => (place.kind === "edge" ? [place.edge] : []))).toEqual([
    "l3_hot_l4",
    "l3_hot_l4",
    "l3_hot_l4",
  ]);
  const movers = lines.filter(({ place }) => place.kind === "mover" && place.component === "scheduler");
  expect(movers.map(({ amount }) => doubleOf(amount))).toEqual([0.1, 0.1]);
});

test("quantities have the units of their meters, amounts are dollars", () => {
  const cells = new Map(twin2cloudsV2.sheet.cells.map((cell) => [cell.name, cell]));
  const flags = { checking: true, feedback: true, workflow: true, actions: true };
  for (let number = 0; number < PLACEMENTS; number += 7) {
    for (const charge of twin2cloudsV2.charges(placementOfNumber(number), flags)) {
      if ("amount" in charge) expect(cells.get(charge.amount)?.unit).toBe("USD");
      else {
        const per = isMeterId(charge.meter) ? METERS[charge.meter].per : undefined;
        expect(cells.get(charge.quantity)?.unit).toBe(per);
      }
    }
  }
});

test("a cell reads only what stands before it, and every name is its own", () => {
  const known = new Set(twin2cloudsV2.sheet.inputs.map(({ name }) => name));
  for (const { name, formula } of twin2cloudsV2.sheet.cells) {
    expect(cellsIn(formula).filter((read) => !known.has(read))).toEqual([]);
    expect(known.has(name)).toBe(false);
    known.add(name);
  }
});

test("the shipped catalogue has every price that the model reads, and the model says so", () => {
  const rows = new Set(twin2cloudsV2.rows(SHIPPED_CATALOGUE).map(({ meter }) => meter));
  const read = twin2cloudsV2.sheet.cells.flatMap(({ formula }) => metersIn(formula));
  expect(read.filter((meter) => !rows.has(meter))).toEqual([]);
  for (const cloud of CLOUDS) expect(rows).toContain(`${cloud}.egress`);
  expect(rows).not.toContain("aws.iot-core.connection-minute");
});
