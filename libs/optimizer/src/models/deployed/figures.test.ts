import { describe, expect, test } from "vitest";
import { doubleOf } from "../../exact.ts";
import { ALONE, INDUSTRIAL, pricingOf } from "./fixtures.ts";

/** Presets of the EDT'25 paper, each number worked out by hand from the units in the comments. */
function figuresOf(given: object, expected: Readonly<Record<string, number>>): void {
  const pricing = pricingOf(given);
  for (const [cell, value] of Object.entries(expected)) {
    const found = doubleOf(pricing.figure(cell));
    expect([cell, Math.abs(found - value) <= 1e-9 * Math.max(1, value) ? value : found]).toEqual([
      cell,
      value,
    ]);
  }
}

const HOME = {
  numberOfDevices: 100,
  deviceSendingIntervalInMinutes: 2,
  averageSizeOfMessageInKb: 0.25,
  hotStorageDurationInMonths: 1,
  coolStorageDurationInMonths: 3,
  archiveStorageDurationInMonths: 12,
  amountOfActiveEditors: 2,
  dashboardRefreshesPerHour: 12,
  dashboardActiveHoursPerDay: 1,
};

describe("a smart home: 100 devices, 256 bytes every two minutes", () => {
  // 100 x 43,800 / 2 messages, 0.83 a second: nothing gathers within 10 ms, so each travels alone.
  const messages = 2_190_000;

  test("is sent and asked for", () => {
    // 12 refreshes x 1 hour x 30.41667 days; a record is 256 + 128 bytes.
    figuresOf(HOME, { messages, batch: 1, batches: messages, queries: 365, "record.bytes": 384 });
  });

  test("on AWS: connections, rules, queues, Lambda and DynamoDB", () => {
    figuresOf(HOME, {
      "aws.iot.connection-minutes": 100 * 43_800,
      "aws.iot.messages": messages,
      "aws.iot.rules": 2 * messages,
      // Sent, taken and deleted; five pollers that wait 20 s would ask 657,000 times.
      "aws.device-queue": 3 * messages,
      "aws.hop": 3 * messages,
      "aws.batches.runs": messages,
      "aws.dispatcher.gb-seconds": messages * 0.015 * 0.25,
      // 384 + 80 bytes are one unit of 1 KiB; 564 bytes with the index stay 30.41667 days and half a day more.
      "aws.hot.writes": messages,
      "aws.hot.storage": ((messages * 564) / 2 ** 30) * (1 + 0.5 / (730 / 24)),
      // 102 items of 464 bytes are 11.55 blocks of 4 KiB.
      "aws.hot.page-reads": 365 * 12,
    });
  });

  test("on Azure: units of IoT Hub, active seconds and request units", () => {
    figuresOf(HOME, {
      // 72,000 messages a day of 400,000.
      "azure.hub.daily": 72_000,
      "azure.hub.s1-units": 1,
      "azure.hub.cost": 25,
      "azure.event-grid": 2 * messages,
      // Put and deleted one by one; the host polls 2,628,000 times a month, more often than messages come.
      "azure.device-queue": 2 * messages + 2_628_000,
      // Each run counts one second, unless it begins within the second of another: 5 in 6 seconds are 5 in 11.
      "azure.dispatcher.gb-seconds": (2 * messages * 6) / 11,
      // 4.3 + 0.7 for each KiB of 384 + 350 bytes.
      "azure.hot.writes": messages * (4.3 + (0.7 * 734) / 1024),
    });
  });

  test("on Google Cloud: Pub/Sub, shared seconds and documents", () => {
    figuresOf(HOME, {
      // Published and pushed as 1 KiB at least.
      "gcp.device-queue": (2 * messages) / 1024 / 1024,
      "gcp.dispatcher.vcpu-seconds": messages * 0.1,
      "gcp.dispatcher.gib-seconds": messages * 0.05,
      "gcp.hot.writes": messages,
      "gcp.hot.page-reads": 365 * 102,
      "gcp.grafana.vcpu-seconds": 2_628_000,
    });
  });

  test("moves one chunk for each device and day, and checks, reads and keeps it", () => {
    // 365 / 12 days; 168,192,000 bytes after gzip would fill 160 chunks of 1 MiB.
    const chunks = 100 * (730 / 24);
    const moving = chunks * 0.1 + messages * 0.0005;
    figuresOf(HOME, {
      "chunk-month.bytes": messages * 384 * 0.2,
      chunks,
      moving,
      "moving.runs": 730 / 24 + moving / 45,
      "aws.cold.writes": chunks + 730 / 24 + chunks / 1000,
      "aws.cold.checks": chunks,
      // Billed as 128 KiB each; Azure bills what is there.
      "aws.cold.storage": ((chunks * 131_072) / 2 ** 30) * 3,
      "azure.cold.storage": ((messages * 384 * 0.2) / 2 ** 30) * 3,
      "gcp.archive.storage": ((messages * 384 * 0.2) / 2 ** 30) * 12,
    });
  });
});

describe("an industrial facility: 4,000 devices, 512 bytes every half minute", () => {
  // 4,000 x 87,600; 133.3 a second are 1.33 in 10 ms.
  const messages = 350_400_000;
  const batches = 262_800_000;

  test("gathers what comes within 10 ms", () => {
    figuresOf(INDUSTRIAL, {
      messages,
      batch: 4 / 3,
      batches,
      "aws.hop": 3 * batches,
      "azure.hop": 3 * batches,
    });
  });

  test("needs two units of S2, which are cheaper than 29 of S1", () => {
    figuresOf(INDUSTRIAL, {
      "azure.hub.daily": 11_520_000,
      "azure.hub.s1-units": 29,
      "azure.hub.s2-units": 2,
      "azure.hub.cost": 500,
    });
  });

  test("keeps one Azure instance busy nearly all the time, and none on AWS", () => {
    figuresOf(INDUSTRIAL, {
      // 100 batches a second leave one second of 101 free.
      "azure.persister.gb-seconds": (2 * 2_628_000 * 100) / 101,
      "azure.persister.sending.gb-seconds": (2 * 2_628_000 * 100) / 101,
      "aws.persister.gb-seconds": batches * 0.025 * 0.25,
      "aws.persister.sending.gb-seconds": batches * 0.085 * 0.25,
    });
  });

  test("has an entity for each 30 devices, and pages of 64,000 bytes in calls of 20 KiB", () => {
    figuresOf(INDUSTRIAL, { "aws.twin.entities": 134, "aws.twin.calls": 4 * 7300 });
    figuresOf({ ...INDUSTRIAL, entityCount: 40 }, { "aws.twin.entities": 174 });
  });

  test("lets the event checker wait for another cloud only when there is an event", () => {
    // One message in ten: 4 in 30 batches of 4/3.
    const seconds = (0.02 + (0.06 * 4) / 30) * batches;
    figuresOf(INDUSTRIAL, { "aws.event-checker.sending.gb-seconds": seconds * 0.25 });
    figuresOf({ ...INDUSTRIAL, eventTriggerRate: 1 }, { eventful: 1 });
  });

  test("sends envelopes of 816 bytes in requests of 700 bytes more", () => {
    const bytes = messages * (640 + 176) + batches * 700;
    figuresOf(INDUSTRIAL, {
      "egress.readings": bytes,
      "egress.readings.gb": bytes / 1e9,
      "egress.readings.gib": bytes / 2 ** 30,
      "egress.readings-answers": batches * 500,
    });
  });

  test("fills chunks beyond 128 KiB, which S3 bills as they are", () => {
    figuresOf(INDUSTRIAL, {
      chunks: 4000 * (730 / 24),
      "aws.cold.storage": ((messages * 640 * 0.2) / 2 ** 30) * 12,
      "aws.archive.index": ((4000 * (730 / 24) * 8192) / 2 ** 30) * 36,
    });
  });
});

describe("a smart building: 30,000 devices, 819.2 bytes every six seconds", () => {
  const BUILDING = {
    ...INDUSTRIAL,
    numberOfDevices: 30_000,
    deviceSendingIntervalInMinutes: 0.1,
    averageSizeOfMessageInKb: 0.8,
    useEventChecking: true,
    triggerNotificationWorkflow: true,
  };
  const messages = 13_140_000_000;

  test("travels ten records at a time", () => {
    figuresOf(BUILDING, { messages, rate: 5000, batch: 10, batches: messages / 10 });
  });

  test("fills more chunks than there are devices and days", () => {
    const bytes = messages * (819.2 + 128) * 0.2;
    figuresOf(BUILDING, { "chunk-month.bytes": bytes, chunks: bytes / 1_048_576 });
  });

  test("needs two units of S3", () => {
    figuresOf(BUILDING, {
      "azure.hub.s1-units": 1080,
      "azure.hub.s2-units": 72,
      "azure.hub.s3-units": 2,
      "azure.hub.cost": 5000,
    });
  });

  test("sets off an event with every tenth message, and each starts a workflow of three actions", () => {
    figuresOf(BUILDING, { events: messages / 10, "aws.workflow.actions": (messages / 10) * 3 });
  });

  test("shares instances on Azure and Google Cloud", () => {
    figuresOf(BUILDING, {
      // 5,000 a second of 15 ms are 75 runs at once, 16 to an instance; on Google one instance of 80 suffices.
      "azure.dispatcher.gb-seconds": (2 * (messages * 0.015)) / 16,
      "gcp.dispatcher.vcpu-seconds": 2_628_000,
    });
  });
});

test("a bill is the sum of its lines, and an allowance is given once to an account", () => {
  const pricing = pricingOf(INDUSTRIAL);
  for (const placement of ALONE) {
    const { lines, total } = pricing.statement(placement);
    expect(doubleOf(total)).toBeCloseTo(doubleOf(pricing.exactTotal(placement)), 9);
    const requests = lines.flatMap(({ amount, metered }) =>
      metered?.row.meter === "aws.lambda.request" ? [{ amount, ...metered }] : [],
    );
    const counted = requests.reduce((sum, { quantity }) => sum + doubleOf(quantity), 0);
    const paid = requests.reduce((sum, { amount }) => sum + doubleOf(amount), 0);
    const [request] = requests;
    const [free, price] = [request?.row.free?.quantity ?? 0, request?.row.tiers[0]?.price ?? 0];
    expect(paid).toBeCloseTo(Math.max(0, counted - free) * price, 6);
  }
});
