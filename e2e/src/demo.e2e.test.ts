import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Outputs, TelemetryRecord } from "@twin2multicloud/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyCheckout } from "./checkout-copy.ts";
import type { CheckoutCopy } from "./checkout-copy.ts";
import { connectRawDevice } from "./raw-device.ts";
import { ask, readAll, readPage, waitForRecords } from "./reader.ts";
import { ROOT, runCommand } from "./run-command.ts";
import type { CommandResult } from "./run-command.ts";
import { DEVICE, writeTwinProject } from "./twin-project.ts";
import { createWorkplace } from "./workplace.ts";
import type { SimulateCounts, Workplace } from "./workplace.ts";

const ROWS = 20_000;
const NAME = "demo-test";

describe("the demo placement by the way a user takes", () => {
  let workplace: Workplace;
  let project = "";
  let outputs: Outputs;
  let copy: CheckoutCopy;
  const deploy = (): Promise<CommandResult> =>
    runCommand(
      process.execPath,
      [join(copy.folder, "deployer/bin/twin.js"), "deploy", "--twin", project, "--json"],
      { cwd: workplace.folder },
    );

  beforeAll(async () => {
    workplace = await createWorkplace({ reattach: false });
    copy = copyCheckout();
    project = writeTwinProject(join(workplace.folder, NAME), NAME, { l1: "aws", l2: "azure", hot: "gcp" });
  });
  afterAll(async () => {
    await workplace.remove();
    copy.remove();
  });

  test("deploys, and writes what a device and a reader need for nobody else's eyes", async () => {
    const result = await deploy();
    expect(result.code, result.stderr).toBe(0);
    const file = join(workplace.folder, ".twin", NAME, "outputs.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const state = join(workplace.folder, ".twin", NAME, "local", "terraform.tfstate");
    expect(statSync(state).mode & 0o777).toBe(0o600);
    outputs = JSON.parse(readFileSync(file, "utf8"));
    expect(outputs.ingest[DEVICE]).toMatchObject({
      protocol: "mqtt",
      topic: `dt/${NAME}/${DEVICE}/telemetry`,
      client_id: `${NAME}-${DEVICE}`,
    });
  });

  test("keeps private keys out of Terraform's state and plan", () => {
    const stack = join(workplace.folder, ".twin", NAME, "local");
    const key = readFileSync(outputs.ingest[DEVICE]?.key_file ?? "", "utf8").split("\n")[1] ?? "";
    expect(key.length).toBeGreaterThan(20);
    const states = readdirSync(stack, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".tfstate"),
    );
    expect(states.length).toBeGreaterThan(0);
    for (const name of states) expect(readFileSync(join(stack, name), "utf8")).not.toContain(key);
  });

  test("public endpoints answer 401 to anyone without signature or token, and store nothing", async () => {
    const caFile = outputs.hot_reader.ca_file;
    const open = outputs.functions.filter(({ url }) => url !== undefined);
    expect(open.map(({ name }) => name).toSorted()).toEqual(["hot-reader", "hot-writer", "ingestion"]);
    for (const { url = "" } of open) {
      const headers = {
        authorization: "Bearer wrong",
        "x-twin-signature": `v1 k 1 ${"A".repeat(43)}`,
        "content-type": "application/json",
      };
      expect((await ask(url, { caFile, method: "POST", headers, body: "{}" })).status).toBe(401);
      expect((await ask(url, { caFile })).status).toBe(401);
    }
  });

  test("messages that cannot be taken are counted and logged, and the device path stays up", async () => {
    const device = await connectRawDevice(outputs, DEVICE);
    const bad = [
      "hello",
      '{"temperature": NaN}',
      JSON.stringify({ temperature: 1, time: "noon" }),
      JSON.stringify({ temperature: 1, device_id: "oven-2" }),
      JSON.stringify({ temperature: "hot" }),
      JSON.stringify({ label: "x".repeat(33_000) }),
      Buffer.from([0xff, 0xfe]),
    ];
    for (const body of bad) await device.send(body);
    await device.send(JSON.stringify({ temperature: 1.5, time: "2020-01-01T00:00:00Z", message_id: "good" }));
    await device.close();
    expect(await waitForRecords(outputs, DEVICE, { count: 1 })).toMatchObject([
      { message_id: "good", temperature: 1.5 },
    ]);
    await expect
      .poll(
        async () => (await workplace.json<{ messages: object }>(["status", "--twin", project])).messages,
        { timeout: 30_000 },
      )
      .toEqual({ received: bad.length + 1, stored: 1, rejected: bad.length });
    const logs = await workplace.localCloud(["logs"]);
    expect(logs.stdout).toMatch(/"reason":"device-mismatch"/);
    expect(logs.stdout).toMatch(/"trace_id":"[0-9a-f]{32}"/);
  });

  test("a device cannot publish for another one", async () => {
    const mine = outputs.ingest[DEVICE];
    if (!mine) throw new Error(`${DEVICE} has no connection`);
    const stolen = { ...outputs, ingest: { [DEVICE]: { ...mine, topic: `dt/${NAME}/oven-2/telemetry` } } };
    const device = await connectRawDevice(stolen, DEVICE);
    const sent = await Promise.race([
      device.send('{"temperature": 1}').then(
        () => "acknowledged",
        () => "refused",
      ),
      new Promise((resolve) => setTimeout(resolve, 2000, "not acknowledged")),
    ]);
    expect(sent).not.toBe("acknowledged");
    await device.close();
    expect(await readAll(outputs, "oven-2")).toEqual([]);
  });

  test("a second deploy changes nothing", async () => {
    const before = readFileSync(join(workplace.folder, ".twin", NAME, "outputs.json"), "utf8");
    const result = await deploy();
    expect(result.code, result.stderr).toBe(0);
    const after: Outputs = JSON.parse(
      readFileSync(join(workplace.folder, ".twin", NAME, "outputs.json"), "utf8"),
    );
    expect(after.functions).toEqual(JSON.parse(before).functions);
    expect(result.stderr).toMatch(/no change/i);
  });

  test("20,000 rows of a file arrive completely, in order, with their values", async () => {
    const file = join(workplace.folder, "rows.csv");
    const start = Date.UTC(2026, 0, 1);
    const valueOf = (row: number) => Math.round(Math.sin(row) * 1e6) / 1e4;
    const lines = Array.from(
      { length: ROWS },
      (_, row) => `${new Date(start + row * 1000).toISOString().replace("Z", "")},${valueOf(row)},row ${row}`,
    );
    writeFileSync(file, ["when,celsius,note", ...lines].join("\n"));
    const counts = await workplace.json<SimulateCounts>([
      "simulate",
      "replay",
      "--twin",
      project,
      "--file",
      file,
      "--device",
      DEVICE,
      "--time-column",
      "when",
      "--map",
      "celsius=temperature",
      "--map",
      "note=label",
    ]);
    expect(counts).toMatchObject({ sent: ROWS, acknowledged: ROWS, failed: 0 });
    const records = await waitForRecords(outputs, DEVICE, { count: ROWS + 1, seconds: 240 });
    const replayed = records.slice(1);
    expect(replayed).toHaveLength(ROWS);
    const wrong = replayed.findIndex(
      (record, row) =>
        record.timestamp !== new Date(start + row * 1000).toISOString() ||
        record["temperature"] !== valueOf(row) ||
        record["label"] !== `row ${row}`,
    );
    expect(wrong).toBe(-1);
    const newest = await readPage(outputs, { device_id: DEVICE, order: "desc", limit: "2" });
    expect(newest.items.map(({ label }: TelemetryRecord) => label)).toEqual([
      `row ${ROWS - 1}`,
      `row ${ROWS - 2}`,
    ]);
  });

  test("what was acknowledged survives a local cloud that is killed", async () => {
    const status: { pid: number } = JSON.parse((await workplace.localCloud(["status", "--json"])).stdout);
    const device = await connectRawDevice(outputs, DEVICE);
    const acknowledged: string[] = [];
    const sending = Array.from({ length: 2000 }, async (_, index) => {
      const message_id = `kill-${index}`;
      await device.send(JSON.stringify({ temperature: index, time: "2026-06-01T00:00:00Z", message_id }));
      acknowledged.push(message_id);
      if (acknowledged.length === 500) process.kill(status.pid, "SIGKILL");
    });
    // A message that was never acknowledged fails or hangs, as it would in the field; the test only counts the others.
    void Promise.allSettled(sending);
    await expect.poll(() => isAlive(status.pid), { timeout: 30_000 }).toBe(false);
    await device.close();
    expect(acknowledged.length).toBeGreaterThanOrEqual(500);
    const result = await deploy();
    expect(result.code, result.stderr).toBe(0);
    const range = { device_id: DEVICE, from: "2026-06-01T00:00:00Z", limit: "1000" };
    await expect
      .poll(
        async () => {
          const stored = new Set<string>();
          for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
            const page = await readPage(outputs, next === undefined ? range : { ...range, next });
            for (const { message_id } of page.items) stored.add(message_id);
            next = page.next;
          }
          return acknowledged.filter((id) => !stored.has(id)).length;
        },
        { timeout: 120_000, interval: 500 },
      )
      .toBe(0);
  });

  test("an edited processor is live after a redeploy, which changes no package without processors", async () => {
    const before = new Map(outputs.functions.map(({ name, sha256 }) => [name, sha256]));
    const processor = join(copy.folder, "libs/processors/src/default.ts");
    writeFileSync(
      processor,
      readFileSync(processor, "utf8").replace(
        "(record) => record",
        '(record) => ({ ...record, edited: "yes" })',
      ),
    );
    const result = await deploy();
    expect(result.code, result.stderr).toBe(0);
    outputs = JSON.parse(readFileSync(join(workplace.folder, ".twin", NAME, "outputs.json"), "utf8"));
    // On Azure the processor shares its app's package with the other functions of L2.
    const changed = outputs.functions
      .filter(({ name, sha256 }) => before.get(name) !== sha256)
      .map(({ slot }) => slot);
    expect(new Set(changed)).toEqual(new Set(["l2"]));
    await workplace.json([
      "simulate",
      "send",
      "--twin",
      project,
      "--device",
      DEVICE,
      "--set",
      "temperature=1",
      "--time",
      "2030-01-01T00:00:00Z",
    ]);
    await expect
      .poll(async () => (await readPage(outputs, { device_id: DEVICE, latest: "true" })).items, {
        timeout: 60_000,
      })
      .toMatchObject([{ edited: "yes", timestamp: "2030-01-01T00:00:00.000Z" }]);
  });

  test("destroy leaves no process, no file and no resource", async () => {
    const { pid }: { pid: number } = JSON.parse((await workplace.localCloud(["status", "--json"])).stdout);
    const result = await workplace.twin(["destroy", "--twin", project]);
    expect(result.code, result.stderr).toBe(0);
    expect(existsSync(join(workplace.folder, ".twin", NAME))).toBe(false);
    await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("the demo that the README shows is the placement of these tests", () => {
  const providers = JSON.parse(readFileSync(join(ROOT, "twins/demo/config_providers.json"), "utf8"));
  expect(providers).toMatchObject({ layer_1_provider: "aws", layer_2_provider: "azure" });
  expect(["google", "gcp"]).toContain(providers.layer_3_hot_provider);
});
