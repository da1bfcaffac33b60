import { createHash } from "node:crypto";
import { writeZip } from "@twin2multicloud/zip";
import { describe, expect, test } from "vitest";
import { EXIT, Failure } from "../failure.ts";
import { testMachine } from "../fixtures/test-machine.ts";
import type { Ended } from "../machine/processes.ts";
import { fetchTerraform, releaseFile } from "./fetch-terraform.ts";
import { findTerraform, terraformMissing } from "./find-terraform.ts";
import { createTerraform } from "./terraform.ts";

const LINES = {
  planned: '{"type":"planned_change","change":{"resource":{"addr":"a.b"},"action":"create"}}',
  summary:
    '{"type":"change_summary","changes":{"add":2,"change":0,"import":0,"remove":1,"operation":"plan"}}',
  started: '{"type":"apply_start","hook":{"resource":{"addr":"a.b"},"action":"create"}}',
  completed: '{"type":"apply_complete","hook":{"resource":{"addr":"a.b"},"action":"create"}}',
  error:
    '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Quota","detail":"No more","address":"a.b"}}',
};

function terraformThat(answer: Partial<Ended> & { lines?: readonly string[] }) {
  const machine = testMachine({
    run: (command) => {
      for (const line of answer.lines ?? []) command.onLine?.(line);
      return answer;
    },
  });
  const environment = {
    PATH: "/bin",
    TF_WORKSPACE: "x",
    TF_VAR_twin: "y",
    TF_CLI_ARGS_plan: "-refresh=false",
    TF_CLI_CONFIG_FILE: "/c",
  };
  const terraform = createTerraform({
    processes: machine.processes,
    binary: "terraform",
    folder: "/s",
    environment,
  });
  return { terraform, commands: machine.commands };
}

describe("failures", () => {
  test("are told in Terraform's own words, with the resource", async () => {
    const { terraform } = terraformThat({ code: 1, lines: ["no json", LINES.error] });
    await expect(terraform.plan()).rejects.toThrow("Terraform failed while planning: a.b: Quota: No more");
  });

  test("of an interrupted run say that it continues", async () => {
    const { terraform } = terraformThat({ code: 1, interrupted: true });
    const failure = await terraform.init().catch((error: unknown) => error);
    expect(failure instanceof Failure && failure.advice).toBe(
      "Run the same command again: it continues from here.",
    );
  });

  test("of a full disk say so", async () => {
    const { terraform } = terraformThat({ code: 1, stderr: "write x: no space left on device" });
    const failure = await terraform.init().catch((error: unknown) => error);
    expect(failure instanceof Failure && [failure.message, failure.advice]).toEqual([
      expect.stringMatching(/: the disk is full$/),
      expect.stringContaining("Free some space"),
    ]);
  });
});

test("a plan is read from its messages, and the shell of the user does not lead it astray", async () => {
  const { terraform, commands } = terraformThat({ code: 2, lines: [LINES.planned, LINES.summary] });
  expect(await terraform.plan()).toEqual({
    needed: true,
    changes: { add: 2, change: 0, remove: 1 },
    resources: [{ address: "a.b", action: "create" }],
  });
  expect(commands[0]?.environment).toEqual({
    PATH: "/bin",
    TF_CLI_CONFIG_FILE: "/c",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  });
});

test("progress of an apply counts what is done", async () => {
  const { terraform } = terraformThat({ lines: [LINES.started, LINES.completed] });
  const seen: string[] = [];
  const plan = { needed: true, changes: { add: 2, change: 0, remove: 1 }, resources: [] };
  await terraform.apply(plan, (done, total, address) => void seen.push(`${done}/${total} ${address}`));
  expect(seen).toEqual(["0/3 a.b", "1/3 a.b"]);
});

describe("finding Terraform", () => {
  const having = (versions: Readonly<Record<string, string>>) =>
    testMachine({
      run: ({ file }) => {
        const version = versions[file];
        return version
          ? { stdout: `{"terraform_version": "${version}"}` }
          : Object.assign(new Error("missing"), { code: "ENOENT" });
      },
    });

  test("none", async () => {
    expect(await findTerraform(having({}))).toBeUndefined();
    const failure = terraformMissing();
    expect(failure.exitCode).toBe(EXIT.terraformMissing);
    expect(failure.message).toContain("Terraform 1.9 or newer");
    expect(failure.advice).toContain("https://developer.hashicorp.com/terraform/install");
  });

  test("one that is too old is passed over for a newer OpenTofu", async () => {
    expect(await findTerraform(having({ terraform: "1.5.7", tofu: "1.10.2" }))).toEqual({
      binary: "tofu",
      version: "1.10.2",
    });
  });

  test("one that twin fetched before", async () => {
    const found = await findTerraform(having({ "/work/.twin/bin/terraform": "1.11.4" }));
    expect(found?.binary).toBe("/work/.twin/bin/terraform");
  });
});

describe("fetching Terraform", () => {
  const file = releaseFile(process) ?? "";
  const archive = writeZip({ terraform: "PROGRAM", "LICENSE.txt": "..." });
  const sums = `${createHash("sha256").update(archive).digest("hex")}  ${file}\n`;

  test("stops when the host cannot be reached", async () => {
    const machine = testMachine();
    const failure = await fetchTerraform(machine, async () => {
      throw new Error("getaddrinfo ENOTFOUND");
    }).catch((error: unknown) => error);
    expect(failure instanceof Failure && failure.exitCode).toBe(EXIT.terraformMissing);
    expect(String(failure)).toContain("Fetching it failed: getaddrinfo ENOTFOUND.");
  });

  test("keeps nothing that does not match its checksum", async () => {
    const machine = testMachine();
    const download = async (url: string) =>
      url.endsWith("SUMS") ? Buffer.from(sums.replace(/^./, "x")) : archive;
    await expect(fetchTerraform(machine, download)).rejects.toThrow("the checksum of");
    expect(machine.files.content.size).toBe(0);
  });

  test("puts the program into .twin/bin, ready to run", async () => {
    const machine = testMachine();
    const path = await fetchTerraform(machine, async (url) =>
      url.endsWith("SUMS") ? Buffer.from(sums) : archive,
    );
    expect(path).toBe("/work/.twin/bin/terraform");
    expect(machine.files.modes.get(path)).toBe(0o755);
  });

  test("knows when there is no release for the machine", () => {
    expect(releaseFile({ platform: "sunos", arch: "x64" })).toBeUndefined();
  });
});
