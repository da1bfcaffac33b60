import { execFile, spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

// The real Terraform against a real daemon with a made-up cloud (daemon/fake-cloud.fixture.ts).
const FAKE_CLOUD = fileURLToPath(new URL("../daemon/fake-cloud.fixture.ts", import.meta.url));
const hasTerraform =
  spawnSync("terraform", ["version"], { env: { ...process.env, CHECKPOINT_DISABLE: "1" } }).status === 0;
const TIMEOUT_MS = 60_000;

interface Result {
  readonly code: number;
  readonly output: string;
}

interface Up {
  readonly pid: number;
  readonly terraform: { readonly cli_config_file: string; readonly reattach: string };
}

const stack = (names: string, extra = ""): string => `
  terraform {
    required_providers {
      aws = { source = "registry.terraform.io/hashicorp/aws", version = "6.45.0" }
    }
  }
  provider "aws" { region = "eu-central-1" }
  data "aws_region" "here" {}
  resource "aws_sqs_queue" "all" {
    for_each = toset(${names})
    name     = each.key
    tags     = { region = data.aws_region.here.region }
    ${extra}
  }
  resource "aws_sqs_queue_policy" "record" {
    queue_url = aws_sqs_queue.all["a"].url
    policy    = "{}"
  }
  output "url" { value = aws_sqs_queue.all["a"].url }
  output "timeout" { value = aws_sqs_queue.all["a"].visibility_timeout_seconds }
`;

describe.skipIf(!hasTerraform)("Terraform (skipped where no terraform is installed)", () => {
  let folder: string;
  let env: Record<string, string>;

  const run = (file: string, args: readonly string[]): Promise<Result> =>
    new Promise((resolve) => {
      execFile(file, args, { cwd: folder, env: { ...process.env, ...env } }, (error, stdout, stderr) =>
        resolve({
          code: typeof error?.code === "number" ? error.code : error ? 1 : 0,
          output: stdout + stderr,
        }),
      );
    });
  const cloud = (...args: string[]): Promise<Result> =>
    run(process.execPath, ["--no-warnings", FAKE_CLOUD, ...args, "--dir", join(folder, ".twin")]);
  const up = async (): Promise<Up> => JSON.parse((await cloud("up", "--pin", "--json")).output);
  const terraform = (...args: string[]): Promise<Result> => run("terraform", [...args, "-no-color"]);
  const apply = (): Promise<Result> => terraform("apply", "-auto-approve");
  const write = (text: string): Promise<void> => writeFile(join(folder, "main.tf"), text);
  const url = async (): Promise<string> => (await run("terraform", ["output", "-raw", "url"])).output;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "terraform-"));
    // As in a checkout whose package.json says "module": the mirror's script must start all the same.
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    env = { CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" };
    const started = await up();
    env = { ...env, TF_CLI_CONFIG_FILE: started.terraform.cli_config_file };
    await write(stack('["a", "b"]'));
  });
  afterEach(async () => {
    await cloud("down");
    await rm(folder, { recursive: true });
  });

  test("goes the whole way through the mirror", { timeout: TIMEOUT_MS }, async () => {
    expect(await terraform("init")).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, ".terraform.lock.hcl"), "utf8")).toContain('version     = "6.45.0"');
    expect(await terraform("validate")).toMatchObject({ code: 0 });
    expect((await terraform("plan")).output).toContain("3 to add, 0 to change, 0 to destroy");
    expect((await apply()).output).toContain("timeout = 30");
    expect(await (await fetch(await url())).text()).toBe("a");
    expect(await terraform("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });

    await write(stack('["a", "c"]', "delay_seconds = 5"));
    expect((await apply()).output).toContain("1 added, 1 changed, 1 destroyed");
    expect(JSON.parse((await cloud("status", "--json")).output)).toMatchObject({
      running: true,
      resources: 3,
      functions: [
        { cloud: "aws", name: "a", counters: { received: 2 } },
        { cloud: "aws", name: "c" },
      ],
    });
    const line = { cloud: "aws", function: "a", line: '{"event":"received","count":2}' };
    expect(JSON.parse((await cloud("logs", "--json")).output)).toEqual({
      lines: expect.arrayContaining([line, { ...line, function: "c" }]),
    });
    expect((await cloud("logs", "--json", "--function", "a")).output).toBe(
      `${JSON.stringify({ lines: [line] })}\n`,
    );
    expect((await terraform("destroy", "-auto-approve")).output).toContain("3 destroyed");
    expect(JSON.parse((await cloud("status", "--json")).output)).toMatchObject({
      resources: 0,
      functions: [],
    });
  });

  test("goes the whole way attached to the daemon", { timeout: TIMEOUT_MS }, async () => {
    const { reattach } = (await up()).terraform;
    env = { ...env, TF_CLI_CONFIG_FILE: "/dev/null", TF_REATTACH_PROVIDERS: reattach };
    expect(await terraform("init")).toMatchObject({ code: 0 });
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await terraform("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
    expect(await terraform("destroy", "-auto-approve")).toMatchObject({ code: 0 });
  });

  test("finds everything at its place after the daemon was killed", { timeout: TIMEOUT_MS }, async () => {
    await terraform("init");
    await apply();
    const before = await url();
    process.kill((await up()).pid, "SIGKILL");
    expect((await terraform("plan")).output.replaceAll(/\s+/g, " ")).toContain(
      "start it with: twin-local-cloud up",
    );
    const started = await Promise.all([up(), up()]);
    expect(started[0].pid).toBe(started[1].pid);
    expect(await terraform("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
    expect(await (await fetch(before)).text()).toBe("a");
  });

  test(
    "takes over what it made before its state was lost, and notices what is gone",
    { timeout: TIMEOUT_MS },
    async () => {
      await terraform("init");
      await apply();
      const before = await url();
      await rm(join(folder, "terraform.tfstate"));
      expect((await apply()).output).toContain("3 added");
      expect(await url()).toBe(before);
      expect(JSON.parse((await cloud("status", "--json")).output)).toMatchObject({ resources: 3 });

      await cloud("down");
      await rm(join(folder, ".twin", "local", "logs", "registry.jsonl"));
      await up();
      expect((await terraform("plan")).output).toContain("3 to add, 0 to change, 0 to destroy");
    },
  );

  test(
    "leaves nothing behind when it is killed while something is made",
    { timeout: TIMEOUT_MS },
    async () => {
      await terraform("init");
      await write(stack('["a", "hang"]'));
      const interrupted = apply();
      await expect
        .poll(async () => JSON.parse((await cloud("status", "--json")).output).resources, { timeout: 20_000 })
        .toBe(2);
      process.kill((await up()).pid, "SIGKILL");
      expect((await interrupted).code).toBe(1);
      await up();
      await write(stack('["a", "b"]'));
      expect((await apply()).output).toContain("1 added");
      expect(await terraform("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
    },
  );

  test("leaves no process behind when Terraform is killed", { timeout: TIMEOUT_MS }, async () => {
    await terraform("init");
    await write(stack('["a", "hang"]'));
    const killed = spawn("terraform", ["apply", "-auto-approve"], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: "ignore",
    });
    const processes = async (): Promise<string[][]> =>
      (await run("ps", ["-A", "-o", "pid=,ppid="])).output
        .split("\n")
        .map((line) => line.trim().split(/\s+/));
    await expect
      .poll(async () => JSON.parse((await cloud("status", "--json")).output).resources, { timeout: 20_000 })
      .toBe(2);
    const shims = (await processes()).flatMap(([pid, parent]) =>
      parent === String(killed.pid) ? [pid] : [],
    );
    expect(shims).not.toEqual([]);
    killed.kill("SIGKILL");
    const left = async (): Promise<unknown> => (await processes()).filter(([pid]) => shims.includes(pid));
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
  });

  test.each([
    ['["a!"]', "", /no ! in queue names/],
    ['["a"]', 'arn = "mine"', /unconfigurable attribute "arn"/],
    ['["a"]', 'colour = "red"', /Unsupported argument/],
  ])("refuses %s %s", { timeout: TIMEOUT_MS }, async (names, extra, message) => {
    await terraform("init");
    await write(stack(names, extra));
    expect((await terraform("plan")).output).toMatch(message);
  });
});
