import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FunctionReport } from "./control-answers.ts";
import { openFunctionTotals } from "./function-totals.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "totals-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openFunctionTotals(join(folder, "totals.json"));
const report = (name: string, invocations: number, stored: number): FunctionReport => ({
  cloud: "aws",
  name,
  invocations,
  errors: 0,
  counters: { stored },
});

test("a daemon that starts again adds to what was counted before", async () => {
  const first = await open();
  await first.save([{ ...report("persister", 3, 20), errors: 1, last_error: "down" }]);
  const second = await open();
  expect(second.withEarlier([report("persister", 0, 0)])).toEqual([
    { ...report("persister", 3, 20), errors: 1, last_error: "down" },
  ]);
  await second.save([report("persister", 2, 5)]);
  expect((await open()).withEarlier([report("persister", 0, 0)])).toMatchObject([
    { invocations: 5, counters: { stored: 25 } },
  ]);
});

test("saving twice counts once", async () => {
  const totals = await open();
  await totals.save([report("persister", 1, 1)]);
  await totals.save([report("persister", 1, 1)]);
  expect((await open()).withEarlier([report("persister", 0, 0)])).toMatchObject([{ invocations: 1 }]);
});

test("a function that was removed begins anew", async () => {
  const totals = await open();
  await totals.save([report("persister", 9, 9)]);
  const next = await open();
  await next.save([]);
  expect(next.withEarlier([report("persister", 1, 1)])).toMatchObject([{ invocations: 1 }]);
});
