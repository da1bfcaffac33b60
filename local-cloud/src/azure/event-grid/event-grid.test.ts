import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createInventory } from "../arm/inventory.ts";
import type { Inventory } from "../arm/inventory.ts";
import { createGrants } from "../identity/grants.ts";
import { memoryLog } from "../memory-log.fixture.ts";
import type { MemoryLog } from "../memory-log.fixture.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { openQueueStore } from "../storage/queue-store.ts";
import type { QueueStore } from "../storage/queue-store.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { openEventGrid } from "./event-grid.ts";
import type { EventGrid } from "./event-grid.ts";
import type { EventGridEvent } from "./event-grid-event.ts";
import type { OutboxEntry } from "./outbox.ts";

const HUB = "/subscriptions/s/iotHubs/h";
const ACCOUNT = "/subscriptions/s/storageAccounts/hops";
const TOPIC = "/subscriptions/s/systemTopics/t";
const SUBSCRIPTION = `${TOPIC}/eventSubscriptions/dispatcher`;

let inventory: Inventory;
let queues: QueueStore;
let written: { container: string; name: string; events: unknown }[];
let log: MemoryLog<OutboxEntry>;
let grid: EventGrid;
let reports: string[];

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 2, 3) });
  inventory = createInventory();
  written = [];
  reports = [];
  log = memoryLog();
  queues = await openQueueStore({ log: memoryLog(), now: Date.now });
  await queues.create("hops/dispatcher", {});
  inventory.put({
    type: "azurerm_storage_account",
    id: ACCOUNT,
    attributes: { name: "hops", shared_access_key_enabled: false },
  });
  inventory.put({
    type: "azurerm_eventgrid_system_topic",
    id: TOPIC,
    attributes: {
      source_resource_id: HUB.toUpperCase(),
      identity: [{ type: "SystemAssigned", principal_id: "topic" }],
    },
  });
  subscribe();
  grant("Storage Queue Data Message Sender");
  grid = await open();
});

afterEach(async () => {
  await grid.close();
  vi.useRealTimers();
});

function subscribe(more: Attributes = {}): void {
  const attributes = {
    included_event_types: ["Microsoft.Devices.DeviceTelemetry"],
    storage_queue_endpoint: [
      { storage_account_id: ACCOUNT, queue_name: "dispatcher", queue_message_time_to_live_in_seconds: -1 },
    ],
    delivery_identity: [{ type: "SystemAssigned" }],
    ...more,
  };
  inventory.put({ type: "azurerm_eventgrid_system_topic_event_subscription", id: SUBSCRIPTION, attributes });
}

function grant(role_definition_name: string): void {
  const attributes = { scope: ACCOUNT, role_definition_name, principal_id: "topic" };
  inventory.put({ type: "azurerm_role_assignment", id: role_definition_name, attributes });
}

function open(): Promise<EventGrid> {
  const blobs: Pick<BlobStore, "hasContainer" | "put"> = {
    hasContainer: (container) => container === "hops/dead-letters",
    put({ container, name }, { content }) {
      written.push({ container, name, events: JSON.parse(Buffer.from(content).toString()) });
      return Promise.resolve({
        size: 0,
        md5: "",
        contentType: "",
        etag: "",
        modified: 0,
        metadata: {},
        file: "",
      });
    },
  };
  return openEventGrid({
    inventory,
    grants: createGrants(inventory),
    queues,
    blobs,
    log,
    report: (problem) => void reports.push(problem),
    now: Date.now,
  });
}

const event = (more: Partial<EventGridEvent> = {}): EventGridEvent => ({
  id: "e1",
  topic: HUB,
  subject: "devices/d1",
  eventType: "Microsoft.Devices.DeviceTelemetry",
  eventTime: "2026-01-02T03:00:00.000Z",
  data: { body: "größer" },
  dataVersion: "",
  metadataVersion: "1",
  ...more,
});

const delivered = (): unknown[] =>
  queues
    .peek("hops/dispatcher", 32)
    .map((one) => JSON.parse(Buffer.from(one.text, "base64").toString("utf8")));
const DEAD_LETTER = {
  storage_blob_dead_letter_destination: [
    { storage_account_id: ACCOUNT, storage_blob_container_name: "dead-letters" },
  ],
  dead_letter_identity: [{ type: "SystemAssigned" }],
};

describe("an event that cannot be delivered", () => {
  test("is kept before the source is answered, and delivered when the permission is there", async () => {
    inventory.remove("Storage Queue Data Message Sender");
    await grid.publish(HUB, event());
    expect([log.kept.length, grid.undelivered, delivered()]).toEqual([1, 1, []]);
    expect(reports[0]).toContain("Unauthorized");
    grant("Storage Queue Data Message Sender");
    await vi.advanceTimersByTimeAsync(10_000);
    expect([grid.undelivered, delivered()]).toEqual([0, [event()]]);
  });

  test("survives a killed daemon", async () => {
    await queues.drop("hops/dispatcher");
    await grid.publish(HUB, event());
    await grid.close();
    await queues.create("hops/dispatcher", {});
    log = memoryLog(log.kept);
    grid = await open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(delivered()).toHaveLength(1);
  });

  test("is dead-lettered when it is too large for the queue, with the reason", async () => {
    subscribe(DEAD_LETTER);
    grant("Storage Blob Data Contributor");
    await grid.publish(HUB, event({ data: { body: "x".repeat(60_000) } }));
    await vi.advanceTimersByTimeAsync(100);
    expect(written).toMatchObject([
      {
        container: "hops/dead-letters",
        events: [
          {
            id: "e1",
            deadLetterReason: "UndeliverableDueToClientError",
            deliveryAttempts: 1,
            lastDeliveryOutcome: "PayloadTooLarge",
          },
        ],
      },
    ]);
    expect(written[0]?.name).toMatch(/^DISPATCHER\/2026\/1\/2\/3\/[0-9a-f-]+\.json$/);
    expect(grid.undelivered).toBe(0);
  });

  test("is dead-lettered after the last attempt, and waits while that is not allowed either", async () => {
    subscribe({ ...DEAD_LETTER, retry_policy: [{ max_delivery_attempts: 2, event_time_to_live: 1440 }] });
    await queues.drop("hops/dispatcher");
    await grid.publish(HUB, event());
    await vi.advanceTimersByTimeAsync(11_000);
    expect([written, grid.undelivered]).toEqual([[], 1]);
    grant("Storage Blob Data Contributor");
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(written).toMatchObject([{ events: [{ deadLetterReason: "MaxDeliveryAttemptsExceeded" }] }]);
  });

  test("is dropped with a word where there is no place for dead letters", async () => {
    await grid.publish(HUB, event({ data: { body: "x".repeat(60_000) } }));
    await vi.advanceTimersByTimeAsync(100);
    expect([grid.undelivered, reports.at(-1)]).toEqual([
      0,
      expect.stringContaining("was dropped: PayloadTooLarge"),
    ]);
  });
});

describe("a subscription", () => {
  test("takes events of its source and kinds only", async () => {
    await grid.publish("/subscriptions/s/iotHubs/other", event());
    await grid.publish(HUB, event({ eventType: "Microsoft.Devices.DeviceCreated" }));
    expect([delivered(), grid.undelivered]).toEqual([[], 0]);
    subscribe({ subject_filter: [{ subject_begins_with: "DEVICES/d2" }] });
    await grid.publish(HUB, event());
    await grid.publish(HUB, event({ subject: "devices/d2" }));
    expect(delivered()).toHaveLength(1);
  });

  test("without an identity needs an account that allows keys, with one that is not assigned it gets nowhere", async () => {
    subscribe({ delivery_identity: [] });
    await grid.publish(HUB, event());
    subscribe({
      delivery_identity: [{ type: "UserAssigned", user_assigned_identity: "/subscriptions/s/none" }],
    });
    await grid.publish(HUB, event());
    expect([delivered(), grid.undelivered]).toEqual([[], 2]);
  });
});
