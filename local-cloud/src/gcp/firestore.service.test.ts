import { Firestore } from "@google-cloud/firestore";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FirestoreStore } from "./firestore/store.ts";
import { startFirestore } from "./firestore/firestore-service.ts";
import type { FirestoreService } from "./firestore/firestore-service.ts";
import { createPolicies } from "./iam/policies.ts";
import { createRoles } from "./iam/roles.ts";
import { createMemoryLog } from "./memory-log.fixture.ts";
import { freePort } from "./free-port.fixture.ts";

const PROJECT = "tests-of-gcp";
const WRITER = "writer@p.iam.gserviceaccount.com";
const READER = "reader@p.iam.gserviceaccount.com";
const NOBODY = "nobody@p.iam.gserviceaccount.com";
const ENVIRONMENT = ["FIRESTORE_EMULATOR_HOST", "METADATA_SERVER_DETECTION"] as const;
const before = ENVIRONMENT.map((name) => [name, process.env[name]] as const);

let service: FirestoreService;
let store: FirestoreStore;
const clients = new Map<string, Firestore>();

async function clientOf(email: string, databaseId = "d"): Promise<Firestore> {
  process.env["FIRESTORE_EMULATOR_HOST"] = await service.hostFor(email);
  const client = clients.get(`${email} ${databaseId}`) ?? new Firestore({ projectId: PROJECT, databaseId });
  clients.set(`${email} ${databaseId}`, client);
  return client;
}

beforeAll(async () => {
  process.env["METADATA_SERVER_DETECTION"] = "none";
  const policies = createPolicies(createRoles().allows);
  for (const [email, role] of [
    [WRITER, "roles/datastore.user"],
    [READER, "roles/datastore.viewer"],
  ] as const) {
    policies.grant({ resource: `projects/${PROJECT}`, role, member: `serviceAccount:${email}` });
  }
  const services = {
    openLog: () => Promise.resolve(createMemoryLog<never>()),
    port: freePort,
    releasePort: () => Promise.resolve(),
  };
  service = await startFirestore({ services, policies, now: () => Date.now(), warn: () => {} });
  store = service.store;
  await store.create(`projects/${PROJECT}/databases/d`);
  for (const direction of ["ASCENDING", "DESCENDING"] as const) {
    const fields = [
      { path: "device", direction: "ASCENDING" },
      { path: "key", direction },
    ] as const;
    store
      .database(`projects/${PROJECT}/databases/d`)
      .indexes.add({ id: direction, collection: "records", fields });
  }
});

afterAll(async () => {
  await Promise.all([...clients.values()].map((client) => client.terminate()));
  await service.close();
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

describe("Firestore through Google's own client", () => {
  test("keeps every kind of value", async () => {
    const db = await clientOf(WRITER);
    const values = {
      text: "ü😀",
      whole: 7,
      fraction: 0.1,
      no: false,
      nothing: null,
      list: [1, { a: [] }],
      map: { "odd.name": { deep: -0.5 } },
      bytes: Buffer.from([0, 255]),
      empty: {},
    };
    const document = db.collection("values").doc("all");
    await document.create(values);
    expect((await document.get()).data()).toEqual(values);
    expect((await db.collection("values").doc("none").get()).exists).toBe(false);
  });

  test("creates once", async () => {
    const document = (await clientOf(WRITER)).collection("once").doc("a");
    await document.create({ value: 1 });
    await expect(document.create({ value: 2 })).rejects.toMatchObject({ code: 6 });
    expect((await document.get()).get("value")).toBe(1);
  });

  test("says of each write of a batch what became of it", async () => {
    const db = await clientOf(WRITER);
    const writer = db.bulkWriter({ throttling: false });
    writer.onWriteError(() => false);
    const outcomes = ["a", "b"].map((id) => writer.create(db.collection("bulk").doc(id), { id }));
    await writer.close();
    await Promise.all(outcomes);
    const again = db.bulkWriter({ throttling: false });
    again.onWriteError(() => false);
    const second = ["a", "c"].map((id) =>
      again.create(db.collection("bulk").doc(id), { id }).then(
        () => 0,
        (error: { code: number }) => error.code,
      ),
    );
    await again.close();
    expect(await Promise.all(second)).toEqual([6, 0]);
  });

  test("queries thousands of documents by pages in both directions", async () => {
    const db = await clientOf(WRITER);
    const records = db.collection("records");
    const keyOf = (index: number): string => String(index).padStart(5, "0");
    const writer = db.bulkWriter({ throttling: false });
    for (let index = 0; index < 3000; index += 1) {
      writer.create(records.doc(), { device: `d${index % 3}`, key: keyOf(index) }).catch(() => {});
    }
    await writer.close();
    for (const direction of ["asc", "desc"] as const) {
      const query = records.where("device", "==", "d1").orderBy("key", direction).limit(400);
      const found: string[] = [];
      for (
        let page = await query.get();
        !page.empty;
        page = await query.startAfter(page.docs.at(-1)?.get("key")).get()
      ) {
        found.push(...page.docs.map((one) => String(one.get("key"))));
      }
      const expected = Array.from({ length: 1000 }, (_, index) => keyOf(index * 3 + 1));
      expect(found).toEqual(direction === "asc" ? expected : expected.toReversed());
    }
    expect((await records.where("device", "==", "d2").count().get()).data().count).toBe(1000);
    const range = records
      .where("device", "==", "d0")
      .where("key", ">=", "00003")
      .where("key", "<", "00009")
      .orderBy("key");
    expect((await range.get()).docs.map((one) => String(one.get("key")))).toEqual(["00003", "00006"]);
  });

  test("refuses a query without its index, and names the index", async () => {
    const db = await clientOf(READER);
    const query = db.collection("unindexed").where("device", "==", "d").orderBy("key");
    await expect(query.get()).rejects.toMatchObject({
      code: 9,
      details: expect.stringContaining("device ASCENDING, key ASCENDING"),
    });
  });

  test("refuses whoever has no role, and writes of whoever may read", async () => {
    const [nobody, reader] = [await clientOf(NOBODY), await clientOf(READER)];
    await expect(nobody.collection("once").doc("a").get()).rejects.toMatchObject({ code: 7 });
    await expect(reader.collection("once").doc("b").create({})).rejects.toMatchObject({ code: 7 });
    expect((await reader.collection("once").doc("a").get()).exists).toBe(true);
  });

  test("refuses a database that was not made", async () => {
    const db = await clientOf(WRITER, "none");
    await expect(db.collection("once").doc("a").get()).rejects.toMatchObject({ code: 5 });
  });

  test("refuses reserved names and documents that are too large", async () => {
    const db = await clientOf(WRITER);
    await expect(db.collection("bad").doc("a").create({ __x__: 1 })).rejects.toMatchObject({ code: 3 });
    await expect(
      db
        .collection("bad")
        .doc("b")
        .create({ a: "x".repeat(1_048_576) }),
    ).rejects.toMatchObject({ code: 3 });
  });

  test("says that it has no transactions", async () => {
    const db = await clientOf(WRITER);
    await expect(
      db.runTransaction((transaction) => transaction.get(db.collection("once").doc("a"))),
    ).rejects.toMatchObject({ code: 12 });
  });
});
