import { describe, expect, test } from "vitest";
import { demoTwin } from "../fixtures/demo-twin.ts";
import { fakePlatform, fakeTerraform } from "../fixtures/fake-stack.ts";
import { builtManifests } from "../fixtures/manifests.ts";
import { recordedProgress } from "../fixtures/recorded-progress.ts";
import { testMachine } from "../fixtures/test-machine.ts";
import type { TestMachineOptions } from "../fixtures/test-machine.ts";
import { Failure, failureOf } from "../failure.ts";
import { deploy, planTwin } from "./deploy.ts";
import { destroy } from "./destroy.ts";

const STACK = "/work/.twin/demo/local";
const OUTPUTS = "/work/.twin/demo/outputs.json";

function setUp(options: TestMachineOptions = {}) {
  const machine = testMachine(options);
  const terraform = fakeTerraform();
  const platform = fakePlatform();
  const progress = recordedProgress();
  const demo = demoTwin();
  const twin = { ...demo, devices: demo.devices.slice(0, 1) };
  const manifests = builtManifests(machine.files);
  const target = "local" as const;
  const context = { machine, progress, target, platform, twin, manifests, terraform: () => terraform };
  const removal = { machine, progress, target, platform, name: twin.name, terraform: () => terraform };
  return { machine, terraform, platform, progress, context, removal };
}

const text = (files: ReturnType<typeof testMachine>["files"], path: string): string =>
  files.content.get(path)?.toString("utf8") ?? "";

describe("what may go wrong", () => {
  test("another deploy is at work: refused, nothing is touched", async () => {
    const lock = { [`${STACK}/deploy.lock`]: JSON.stringify({ pid: 99, command: "deploy" }) };
    const { context, terraform, machine } = setUp({ files: lock, alive: [99] });
    await expect(deploy(context)).rejects.toThrow("twin deploy is already at work here (process 99)");
    expect(terraform.calls).toEqual([]);
    expect(text(machine.files, `${STACK}/deploy.lock`)).toContain("99");
  });

  test.each(['{"pid":99,"command":"deploy"}', "", "{broken"])(
    "a lock whose holder died (%j) is taken over",
    async (lock) => {
      const { context, machine } = setUp({ files: { [`${STACK}/deploy.lock`]: lock } });
      expect((await deploy(context)).changed).toBe(true);
      expect(machine.files.content.has(`${STACK}/deploy.lock`)).toBe(false);
    },
  );

  test("an interrupted apply: the lock goes, the journal stays, and the next run says so and continues", async () => {
    const { context, terraform, machine, progress } = setUp();
    terraform.failNext("apply", new Failure("interrupted while applying"));
    await expect(deploy(context)).rejects.toThrow("interrupted while applying");
    expect(machine.files.content.has(`${STACK}/deploy.lock`)).toBe(false);
    expect(machine.files.content.has(OUTPUTS)).toBe(false);
    const keys = text(machine.files, `${STACK}/keys/twin.json`);

    expect((await deploy(context)).changed).toBe(true);
    expect(progress.lines).toContain('! The run before this one stopped at "apply"; continuing from there.');
    expect(text(machine.files, `${STACK}/keys/twin.json`)).toBe(keys);
    expect(terraform.calls.filter((call) => call === "init")).toHaveLength(1);
  });

  test("a killed run leaves no end in the journal, and half a line does no harm", async () => {
    const journal =
      '{"at":"x","run":"deploy","state":"started"}\n{"at":"x","run":"deploy","step":"init","state":"started"}\n{"at":"x","ru';
    const { context, progress } = setUp({ files: { [`${STACK}/journal.jsonl`]: journal } });
    await deploy(context);
    expect(progress.lines[0]).toBe('! The run before this one stopped at "init"; continuing from there.');
  });

  test.each(["packages", "keys", "tfvars", "journal"])(
    "a full disk while writing %s: said clearly, and the re-run works",
    async (where) => {
      const { context, machine } = setUp();
      const full = setUp();
      full.machine.files.failOn(new RegExp(where), "ENOSPC");
      const failure = failureOf(await deploy(full.context).catch((error: unknown) => error));
      expect(failure.message).toContain("the disk is full");
      expect(failure.advice).toContain("Free some space and run the same command again");
      for (const [path, content] of full.machine.files.content) machine.files.content.set(path, content);
      expect((await deploy(context)).changed).toBe(true);
    },
  );

  test("Terraform asks to be initialised again: it is, once", async () => {
    const { context, terraform } = setUp();
    terraform.failNext("plan", new Failure('Module not installed: run "terraform init"'));
    await deploy(context);
    expect(terraform.calls).toEqual(["init", "plan", "init", "plan", "apply"]);
  });

  test("outputs that lack what devices need are named", async () => {
    const { context, terraform } = setUp();
    const incomplete = {
      ...terraform,
      outputs: async () => ({ endpoints: {}, functions: {}, foundations: {}, ingest: { endpoint: "x" } }),
    };
    await expect(deploy({ ...context, terraform: () => incomplete })).rejects.toThrow(
      'output "ingest" lacks thing_names, certificates',
    );
  });
});

test("a deploy writes the stack, keeps secrets to its owner, and leaves no plan behind", async () => {
  const { context, machine, progress } = setUp();
  const { outputs, changes } = await deploy(context);
  expect(changes).toEqual({ add: 2, change: 0, remove: 0 });
  expect(outputs.ingest["temperature-sensor-1"]).toEqual({
    protocol: "mqtt",
    url: "mqtts://localhost:8883",
    topic: "dt/demo/temperature-sensor-1/telemetry",
    client_id: "demo-temperature-sensor-1",
    ca_file: "/work/.twin/local/ca.pem",
    cert_file: `${STACK}/keys/devices/temperature-sensor-1.cert.pem`,
    key_file: `${STACK}/keys/devices/temperature-sensor-1.key.pem`,
  });
  expect(outputs.functions.map(({ name, url }) => `${name} ${url ?? "-"}`)).toEqual([
    "dispatcher -",
    "ingestion https://localhost:5001/api/ingestion",
    "processor -",
    "persister -",
    "hot-writer https://localhost:5003",
    "hot-reader https://localhost:5002",
  ]);
  for (const path of [OUTPUTS, `${STACK}/secrets.auto.tfvars.json`, `${STACK}/keys/twin.json`]) {
    expect(machine.files.modes.get(path)).toBe(0o600);
  }
  expect(text(machine.files, `${STACK}/main.tf.json`)).toContain(
    '"../../../../repo/terraform/modules/aws/l1"',
  );
  expect(progress.lines).toContain("= 2 to add, 0 to change, 0 to remove");
});

test("a second deploy without changes changes nothing and says so", async () => {
  const { context, machine, terraform, progress } = setUp();
  const first = await deploy(context);
  const before = new Map(machine.files.content);
  const second = await deploy(context);
  expect(second.changed).toBe(false);
  expect(second.outputs).toEqual(first.outputs);
  expect(progress.lines).toContain("= no changes");
  expect(terraform.calls).toEqual(["init", "plan", "apply", "plan"]);
  for (const [path, content] of machine.files.content) {
    if (!path.endsWith("journal.jsonl")) expect([path, content]).toEqual([path, before.get(path)]);
  }
});

test("a device that left the twin takes its keys along, after the apply", async () => {
  const { context, machine } = setUp();
  const gone = `${STACK}/keys/devices/gone.key.pem`;
  machine.files.content.set(gone, Buffer.from("KEY"));
  await deploy(context);
  expect(machine.files.content.has(gone)).toBe(false);
  expect(machine.files.content.has(`${STACK}/keys/devices/temperature-sensor-1.key.pem`)).toBe(true);
});

test("a plan applies nothing", async () => {
  const { context, terraform, machine } = setUp();
  expect((await planTwin(context)).resources).toHaveLength(1);
  expect(terraform.calls).toEqual(["init", "plan"]);
  expect(machine.files.content.has(OUTPUTS)).toBe(false);
});

describe("destroy", () => {
  test("removes resources, then every file of the twin, then what runs only for twins", async () => {
    const { context, removal, machine, platform } = setUp();
    await deploy(context);
    expect(await destroy(removal)).toEqual({ removed: 2, leftovers: { running: false, resources: 0 } });
    expect([...machine.files.content.keys()].filter((path) => path.startsWith("/work"))).toEqual([]);
    expect(platform.calls.at(-1)).toBe("close");
  });

  test("that fails keeps state and keys, so that it can be run again", async () => {
    const { context, removal, machine, terraform } = setUp();
    await deploy(context);
    terraform.failNext("apply", new Failure("Terraform failed while applying"));
    await expect(destroy(removal)).rejects.toThrow("Terraform failed");
    expect(machine.files.content.has(`${STACK}/keys/twin.json`)).toBe(true);
    expect((await destroy(removal)).removed).toBe(2);
  });

  test("of what was never deployed does nothing", async () => {
    const { removal, terraform } = setUp();
    expect((await destroy(removal)).removed).toBe(0);
    expect(terraform.calls).toEqual([]);
  });
});
