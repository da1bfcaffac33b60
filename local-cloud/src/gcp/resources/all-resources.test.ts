import { describe, expect, test } from "vitest";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { createPolicies } from "../iam/policies.ts";
import { createRoles } from "../iam/roles.ts";
import { createServiceAccounts } from "../iam/service-accounts.ts";
import type { FunctionsService } from "../functions/functions-service.ts";
import { openFirestoreStore } from "../firestore/store.ts";
import { createManualTimers } from "../manual-timers.fixture.ts";
import { createMemoryLog } from "../memory-log.fixture.ts";
import { openBroker } from "../pubsub/broker.ts";
import { createBucketStore } from "../storage/bucket-store.ts";
import { createResources } from "./all-resources.ts";
import type { GcpResource } from "./resource.ts";

const PROJECT = "some-project";
const context = { workingDirectory: "/", provider: { project: PROJECT, region: "europe-west1" } };
const noFunctions: FunctionsService = {
  deploy: () => Promise.resolve("https://localhost:1"),
  remove: () => Promise.resolve(),
  has: () => false,
  hasService: () => false,
  invokeByUrl: () => undefined,
  statuses: () => [],
  close: () => Promise.resolve(),
};

async function setUp() {
  const timers = createManualTimers();
  const roles = createRoles();
  const deps = {
    accounts: createServiceAccounts(),
    broker: await openBroker({ log: createMemoryLog(), timers, warn: () => {} }),
    buckets: createBucketStore({ folder: "/nowhere", now: timers.now, dropped: () => Promise.resolve() }),
    firestore: await openFirestoreStore({ log: createMemoryLog(), now: timers.now, warn: () => {} }),
    forgetAccount: () => Promise.resolve(),
    functions: noFunctions,
    now: timers.now,
    policies: createPolicies(roles.allows),
    roles,
  };
  const resources = createResources(deps);
  const of = (type: string): GcpResource => {
    const found = resources.find((one) => one.type === `google_${type}`);
    if (!found) throw new Error(`no handler for google_${type}`);
    return found;
  };
  const make = async (type: string, attributes: Attributes): Promise<Attributes> => {
    const planned = { ...of(type).defaults, ...attributes };
    return { ...planned, ...(await of(type).create(planned, context)) };
  };
  return { ...deps, resources, of, make };
}

const { of } = await setUp();
const complaintsOf = (type: string, config: Attributes): string[] =>
  (of(type).validate?.(config) ?? []).map(({ summary }) => summary);

describe("what Google Cloud would refuse is refused", () => {
  test.each<[string, Attributes, RegExp]>([
    ["service_account", { account_id: "short" }, /6 to 30/],
    ["service_account", { account_id: "x".repeat(31) }, /6 to 30/],
    ["service_account_key", { public_key_data: "bm8=" }, /X.509/],
    ["pubsub_topic", { name: "ab" }, /3 to 255/],
    ["pubsub_topic", { name: "google-topic" }, /goog/],
    ["pubsub_topic", { name: "topic", labels: { Twin: "demo" } }, /lower-case/],
    ["pubsub_subscription", { name: "sub", ack_deadline_seconds: 601 }, /10 to 600/],
    ["pubsub_subscription", { name: "sub", message_retention_duration: "5m" }, /600s/],
    ["pubsub_subscription", { name: "sub", message_retention_duration: "599s" }, /600 to/],
    [
      "pubsub_subscription",
      { name: "sub", dead_letter_policy: [{ max_delivery_attempts: 101 }] },
      /5 to 100/,
    ],
    ["pubsub_subscription", { name: "sub", retry_policy: [{ maximum_backoff: "601s" }] }, /0 to 600/],
    ["pubsub_subscription", { name: "sub", push_config: [{ push_endpoint: "http://localhost" }] }, /https/],
    ["pubsub_subscription", { name: "sub", filter: "attributes.a" }, /does not emulate filter/],
    ["storage_bucket", { name: "No" }, /3 to 63/],
    ["storage_bucket", { name: "fine", storage_class: "HOT" }, /one of STANDARD/],
    ["cloudfunctions2_function", { name: "Upper" }, /63 lower-case/],
    ["cloudfunctions2_function", { name: "f", build_config: [{ runtime: "nodejs21" }] }, /one of nodejs18/],
    [
      "cloudfunctions2_function",
      { name: "f", build_config: [{ runtime: "nodejs20" }] },
      /runs functions on nodejs22/,
    ],
    ["cloudfunctions2_function", { name: "f", service_config: [{ ingress_settings: "ALL" }] }, /ALLOW_ALL/],
    ["cloudfunctions2_function", { name: "f", service_config: [{ available_memory: "lots" }] }, /512Mi/],
    ["cloudfunctions2_function", { name: "f", service_config: [{ timeout_seconds: 3601 }] }, /1 to 3600/],
    [
      "cloudfunctions2_function",
      { name: "f", service_config: [{ max_instance_request_concurrency: 80, available_cpu: "500m" }] },
      /at least 1/,
    ],
    [
      "cloudfunctions2_function",
      { name: "f", service_config: [{ environment_variables: { K_SERVICE: "x" } }] },
      /reserved/,
    ],
    ["firestore_database", { name: "abc" }, /4 to 63/],
    ["firestore_database", { name: "data", type: "NATIVE" }, /FIRESTORE_NATIVE/],
    ["firestore_database", { name: "data", type: "DATASTORE_MODE" }, /does not emulate/],
    ["firestore_index", { fields: [{ field_path: "a", order: "UP" }] }, /ASCENDING/],
    ["project_iam_member", { member: "somebody@example.com", role: "roles/viewer" }, /prefixed/],
    ["project_iam_member", { member: "allUsers", role: "viewer" }, /roles\/NAME/],
    ["project_iam_custom_role", { role_id: "a-b" }, /underscores/],
    ["project_service", { service: "pubsub" }, /googleapis.com/],
    ["logging_project_sink", { name: "s", destination: "s3://x" }, /destination/],
  ])("%s %j", (type, config, reason) => {
    expect(complaintsOf(type, config).join("; ")).toMatch(reason);
  });

  test("and what is right is not", () => {
    expect(
      complaintsOf("pubsub_subscription", {
        name: "demo-dispatcher",
        ack_deadline_seconds: 60,
        message_retention_duration: "604800s",
        push_config: [{ push_endpoint: "https://localhost:1" }],
      }),
    ).toEqual([]);
    expect(
      complaintsOf("cloudfunctions2_function", {
        name: "demo-f",
        build_config: [{ runtime: "nodejs22" }],
        service_config: [
          { available_cpu: "1", max_instance_request_concurrency: 80, available_memory: "512Mi" },
        ],
      }),
    ).toEqual([]);
    expect(complaintsOf("firestore_database", { name: "(default)", type: "FIRESTORE_NATIVE" })).toEqual([]);
  });
});

describe("a resource", () => {
  test("conflicts with one of the same name", async () => {
    const { make } = await setUp();
    const twice: [string, Attributes][] = [
      ["service_account", { account_id: "account" }],
      ["pubsub_topic", { name: "topic" }],
      ["storage_bucket", { name: "bucket" }],
      ["firestore_database", { name: "database" }],
      ["logging_metric", { name: "metric" }],
      ["project_iam_custom_role", { role_id: "role", permissions: [] }],
    ];
    for (const [type, attributes] of twice) {
      await make(type, attributes);
      await expect(make(type, attributes), type).rejects.toThrow(/already exists|not available/);
    }
  });

  test("has the ids and addresses of the real one", async () => {
    const { make } = await setUp();
    expect(await make("service_account", { account_id: "sender" })).toMatchObject({
      id: `projects/${PROJECT}/serviceAccounts/sender@${PROJECT}.iam.gserviceaccount.com`,
      member: `serviceAccount:sender@${PROJECT}.iam.gserviceaccount.com`,
      unique_id: expect.stringMatching(/^\d{21}$/),
    });
    expect(await make("pubsub_topic", { name: "topic", labels: { twin: "demo" } })).toMatchObject({
      id: `projects/${PROJECT}/topics/topic`,
      effective_labels: { twin: "demo", "goog-terraform-provisioned": "true" },
    });
    expect(
      await make("pubsub_topic_iam_member", {
        topic: "topic",
        role: "roles/pubsub.publisher",
        member: "allUsers",
      }),
    ).toMatchObject({
      id: `projects/${PROJECT}/topics/topic/roles/pubsub.publisher/allUsers`,
      project: PROJECT,
    });
    expect(
      await make("project_iam_member", { project: PROJECT, role: "roles/viewer", member: "allUsers" }),
    ).toMatchObject({ id: `${PROJECT}/roles/viewer/allUsers` });
    expect(await make("storage_bucket", { name: "bucket" })).toMatchObject({
      url: "gs://bucket",
      project_number: expect.any(Number),
    });
    expect(
      await make("storage_bucket_object", { bucket: "bucket", name: "a b", content: "" }).catch(String),
    ).toMatch(/content must be set/);
    expect(await make("firestore_database", { name: "data", type: "FIRESTORE_NATIVE" })).toMatchObject({
      id: `projects/${PROJECT}/databases/data`,
      deletion_policy: "ABANDON",
    });
  });

  test("cannot be granted to whom or on what is not there, nor by an unknown role", async () => {
    const { make } = await setUp();
    const grant = {
      topic: "topic",
      role: "roles/pubsub.publisher",
      member: "serviceAccount:none@p.iam.gserviceaccount.com",
    };
    await expect(make("pubsub_topic_iam_member", grant)).rejects.toThrow(/topics\/topic.*not found/);
    await make("pubsub_topic", { name: "topic" });
    await expect(make("pubsub_topic_iam_member", grant)).rejects.toThrow(/none@p.*does not exist/);
    await expect(
      make("pubsub_topic_iam_member", { ...grant, member: "allUsers", role: "projects/p/roles/none" }),
    ).rejects.toThrow(/roles\/none/);
    await expect(
      make("cloud_run_v2_service_iam_member", {
        name: "none",
        role: "roles/run.invoker",
        member: "allUsers",
      }),
    ).rejects.toThrow(/not found/);
  });

  test("shows as gone when it is gone", async () => {
    const { make, broker, of: handler } = await setUp();
    const topic = await make("pubsub_topic", { name: "topic" });
    const grant = await make("pubsub_topic_iam_member", {
      topic: "topic",
      role: "roles/pubsub.publisher",
      member: "allUsers",
    });
    const read = async (type: string, state: Attributes): Promise<boolean> =>
      (await handler(type).read?.(state)) !== null;
    expect([await read("pubsub_topic", topic), await read("pubsub_topic_iam_member", grant)]).toEqual([
      true,
      true,
    ]);
    await handler("pubsub_topic_iam_member").delete(grant);
    await broker.deleteTopic(`projects/${PROJECT}/topics/topic`);
    expect([await read("pubsub_topic", topic), await read("pubsub_topic_iam_member", grant)]).toEqual([
      false,
      false,
    ]);
  });

  test("of a database is kept, protected or deleted as its policies say", async () => {
    const { make, firestore, of: handler } = await setUp();
    const name = (id: string): string => `projects/${PROJECT}/databases/${id}`;
    const remove = async (id: string, more: Attributes): Promise<void> =>
      handler("firestore_database").delete(
        await make("firestore_database", { name: id, type: "FIRESTORE_NATIVE", ...more }),
      );
    await remove("kept", {});
    expect(firestore.exists(name("kept"))).toBe(true);
    await expect(
      remove("guarded", { deletion_policy: "DELETE", delete_protection_state: "DELETE_PROTECTION_ENABLED" }),
    ).rejects.toThrow(/delete protection/);
    await remove("gone", { deletion_policy: "DELETE" });
    expect(firestore.exists(name("gone"))).toBe(false);
  });

  test("of an index may not stand twice, and an empty index block takes a field out", async () => {
    const { make, firestore } = await setUp();
    await make("firestore_database", { name: "data", type: "FIRESTORE_NATIVE" });
    const index = {
      database: "data",
      collection: "c",
      fields: [
        { field_path: "a", order: "ASCENDING" },
        { field_path: "b", order: "DESCENDING" },
      ],
    };
    await make("firestore_index", index);
    await expect(make("firestore_index", index)).rejects.toThrow(/already exists/);
    await make("firestore_field", {
      database: "data",
      collection: "c",
      field: "a",
      index_config: [{ indexes: [] }],
    });
    const { indexes } = firestore.database(`projects/${PROJECT}/databases/data`);
    expect(() => indexes.require("c", { equal: ["a"], order: [] })).toThrow(/requires an index/);
  });
});
