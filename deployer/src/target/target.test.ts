import { describe, expect, test } from "vitest";
import { EXIT, Failure } from "../failure.ts";
import { testMachine } from "../fixtures/test-machine.ts";
import { cloudTarget } from "./cloud-target.ts";
import { createLocalCloud } from "./local-cloud.ts";
import { localTarget } from "./local-target.ts";

const UP = {
  pid: 7,
  ca_file: "/ca.pem",
  terraform: { cli_config_file: "/terraform.rc", reattach: "{}" },
  endpoints: { pubsub: "https://localhost:4711" },
  settings: {
    aws: { region: "eu-central-1", account_id: "1" },
    azure: { location: "westeurope", subscription_id: "s", tenant_id: "t" },
    gcp: { project: "p", region: "europe-west1" },
  },
};

describe("the local cloud as a target", () => {
  const answering = (answers: Readonly<Record<string, object | string>>) =>
    testMachine({
      run: ({ args }) => {
        const answer = answers[args[1] ?? ""];
        return typeof answer === "string"
          ? { code: 1, stderr: answer }
          : { stdout: JSON.stringify(answer ?? {}) };
      },
    });

  test("says why it could not be started", async () => {
    const machine = answering({ up: "port 8883 is in use" });
    await expect(localTarget(machine, createLocalCloud(machine)).open([])).rejects.toThrow(
      "port 8883 is in use",
    );
  });

  test.each([
    [{ ca_file: 1 }, "ca_file"],
    [{ endpoints: {} }, "endpoints.pubsub"],
  ])("names what it does not understand of an answer: %j", async (wrong, named) => {
    const machine = answering({ up: { ...UP, ...wrong } });
    const opened = localTarget(machine, createLocalCloud(machine)).open([]);
    await expect(opened).rejects.toThrow(`(up): ${named}`);
  });

  test("lends Terraform its mirror, unless a daemon is attached already", async () => {
    const machine = answering({ up: UP });
    const session = await localTarget(machine, createLocalCloud(machine)).open([]);
    expect(session.environment["TF_CLI_CONFIG_FILE"]).toBe("/terraform.rc");
    expect(session.settings.gcp?.pubsub_endpoint).toBe("https://localhost:4711");
    const attached = { ...machine, environment: { TF_REATTACH_PROVIDERS: "{}" } };
    const other = await localTarget(attached, createLocalCloud(attached)).open([]);
    expect(other.environment["TF_CLI_CONFIG_FILE"]).toBeUndefined();
  });

  test.each([
    [{ running: true, resources: 3, pinned: false }, []],
    [{ running: true, resources: 0, pinned: true }, []],
    [{ running: true, resources: 0, pinned: false }, ["down"]],
    [{ running: false }, []],
  ])("ends with its last twin, unless it was started by hand: %j", async (status, expected) => {
    const machine = answering({ status });
    await localTarget(machine, createLocalCloud(machine)).close();
    expect(machine.commands.map(({ args }) => args[1]).filter((command) => command === "down")).toEqual(
      expected,
    );
  });
});

describe("the real clouds as a target", () => {
  test("lists everything that neither the project nor the environment says", async () => {
    const target = cloudTarget(testMachine(), { accounts: {}, twinFolder: "/twin" }, "/stack");
    const failure = await target.open(["aws", "gcp"]).catch((error: unknown) => error);
    expect(failure instanceof Failure && failure.exitCode).toBe(EXIT.badInput);
    expect(String(failure)).toContain(
      "aws.aws_region in config_credentials.json, or AWS_REGION or AWS_DEFAULT_REGION",
    );
    expect(String(failure)).toContain("gcp.gcp_project_id");
    expect(String(failure)).not.toContain("azure");
  });

  test("hands accounts to Terraform by its environment only, and the machine's CAs to devices", async () => {
    const machine = testMachine();
    const accounts = {
      aws: { aws_access_key_id: "id", aws_secret_access_key: "secret", aws_region: "eu-west-1" },
      gcp: { gcp_project_id: "p-1", gcp_region: "europe-west1", gcp_credentials_file: "keys/gcp.json" },
    };
    const session = await cloudTarget(machine, { accounts, twinFolder: "/twin" }, "/stack").open([
      "aws",
      "gcp",
    ]);
    expect(session.settings.aws).toEqual({ region: "eu-west-1" });
    expect(session.environment).toMatchObject({
      AWS_ACCESS_KEY_ID: "id",
      AWS_SECRET_ACCESS_KEY: "secret",
      GOOGLE_APPLICATION_CREDENTIALS: "/twin/keys/gcp.json",
    });
    expect(machine.files.content.get(session.caFile)?.toString()).toContain("BEGIN CERTIFICATE");
    const written = [...machine.files.content.values()].map((content) => content.toString()).join();
    expect(written).not.toContain("secret");
  });
});
