import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLog } from "../storage/open-log.ts";
import { openResourceRegistry } from "./resource-registry.ts";
import type { RegistryEntry, ResourceRegistry } from "./resource-registry.ts";

describe("the resource registry", () => {
  let folder: string;
  let empties: number;
  const wanted = { cloud: "aws", type: "aws_sqs_queue", planned: { name: "q" }, workingDirectory: "/stack" };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "registry-"));
    empties = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = async (): Promise<ResourceRegistry> =>
    openResourceRegistry(await openLog<RegistryEntry>(join(folder, "registry.jsonl")), () => (empties += 1));

  test("brings back records, changes and answers without having been closed", async () => {
    const first = await open();
    const one = await first.add({ ...wanted, attributes: { id: "1" } });
    const two = await first.add({ ...wanted, planned: { name: "r" }, attributes: { id: "2" } });
    await first.answered(one.key);
    await first.change(one.key, { id: "1", delay: 5 });
    await first.remove(two.key);
    expect((await open()).records()).toEqual([{ ...one, attributes: { id: "1", delay: 5 }, answered: true }]);
  });

  test("compacts a log that is mostly history, and loses nothing", async () => {
    const first = await open();
    const { key } = await first.add({ ...wanted, attributes: { id: "0" } });
    await Promise.all(
      Array.from({ length: 150 }, (_none, index) => first.change(key, { id: String(index) })),
    );
    const records = (await open()).records();
    expect(records).toMatchObject([{ key, attributes: { id: "149" } }]);
    expect((await open()).records()).toEqual(records);
  });

  test("tells when the last record goes", async () => {
    const registry = await open();
    const one = await registry.add({ ...wanted, attributes: {} });
    const two = await registry.add({ ...wanted, attributes: {} });
    await registry.remove(one.key);
    expect(empties).toBe(0);
    await registry.remove(two.key);
    expect(empties).toBe(1);
  });

  describe("lets a creation take over a record", () => {
    test("that an earlier run from the same folder made from the same plan, and no other", async () => {
      const registry = await open();
      const { key } = await registry.add({ ...wanted, attributes: { id: "1" } });
      const mark = registry.mark();
      expect(registry.adoptable(wanted, mark)?.key).toBe(key);
      expect(registry.adoptable({ ...wanted, planned: { name: "r" } }, mark)).toBeUndefined();
      expect(registry.adoptable({ ...wanted, workingDirectory: "/other" }, mark)).toBeUndefined();
      expect(registry.adoptable({ ...wanted, type: "aws_iam_role" }, mark)).toBeUndefined();
    });

    test("but not one that this run made or that a state holds", async () => {
      const registry = await open();
      const before = registry.mark();
      const { key } = await registry.add({ ...wanted, attributes: { id: "1" } });
      expect(registry.adoptable(wanted, before)).toBeUndefined();
      registry.confirm(key);
      expect(registry.adoptable(wanted, registry.mark())).toBeUndefined();
    });
  });
});
