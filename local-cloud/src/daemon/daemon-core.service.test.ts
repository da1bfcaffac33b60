import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDaemonCore } from "./daemon-core.ts";
import type { CloudMakers, DaemonCore } from "./daemon-core.ts";
import { createFakeCloud } from "./fake-cloud.fixture.ts";

describe("the core of a daemon", () => {
  let folder: string;
  let lines: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "core-"));
    lines = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (clouds: CloudMakers = { aws: createFakeCloud }): Promise<DaemonCore> =>
    openDaemonCore({ folder, clouds, log: (line) => lines.push(line), onEmpty: () => undefined });
  const queue = (
    name: string,
  ): {
    cloud: string;
    type: string;
    planned: { name: string };
    attributes: { name: string };
    workingDirectory: string;
  } => ({
    cloud: "aws",
    type: "aws_sqs_queue",
    planned: { name },
    attributes: { name },
    workingDirectory: "/",
  });

  test("brings back what Terraform knows of, and takes back what it never heard of", async () => {
    const first = await open();
    const known = await first.registry.add(queue("known"));
    await first.registry.answered(known.key);
    await first.registry.add(queue("unheard"));
    await first.close();

    const second = await open();
    expect(second.registry.records().map(({ attributes }) => attributes["name"])).toEqual(["known"]);
    expect(second.clouds[0]?.functions().map(({ name }) => name)).toEqual(["known"]);
    expect(lines).toEqual(["aws_sqs_queue: removed what an interrupted run had just made"]);
    await second.close();
  });

  test("does not start with a part of its clouds", async () => {
    const broken = (): Promise<never> => Promise.reject(new Error("no port is free"));
    await expect(open({ aws: createFakeCloud, gcp: broken })).rejects.toThrow("no port is free");
  });
});
