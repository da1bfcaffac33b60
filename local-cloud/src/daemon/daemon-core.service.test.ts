import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDaemonCore } from "./daemon-core.ts";
import type { CloudMakers, DaemonCore } from "./daemon-core.ts";
import { createFakeCloud } from "./fake-cloud.fixture.ts";

// Goes on without what it cannot bring back.
const tolerant: CloudMakers[string] = async (services) => {
  const cloud = await createFakeCloud(services);
  return {
    ...cloud,
    async restore(resources) {
      for (const one of resources) await cloud.restore([one]).catch(() => undefined);
    },
  };
};

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

  test("tells what is missing after a restart, until it is made anew", async () => {
    const first = await open();
    const port = await (await first.services.forCloud("aws")).port("queue lost");
    const lost = await first.registry.add(queue("lost"));
    await first.registry.answered(lost.key);
    const kept = await first.registry.add(queue("kept"));
    await first.registry.answered(kept.key);
    expect(first.problems()).toEqual([]);
    await first.close();

    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    const second = await open({ aws: tolerant });
    expect(second.problems()).toEqual([
      {
        cloud: "aws",
        type: "aws_sqs_queue",
        resource: "lost",
        message: expect.stringMatching(new RegExp(`port ${port}, .* is taken by another program`)),
      },
    ]);
    await second.registry.remove(lost.key);
    expect(second.problems()).toEqual([]);
    await second.close();
    other.close();
  });

  test("tells what an interrupted run made and cannot be removed", async () => {
    const first = await open();
    await first.registry.add(queue("unheard"));
    await first.close();
    const stuck: CloudMakers[string] = async (services) => {
      const cloud = await createFakeCloud(services);
      const fail = (): Promise<never> => Promise.reject(new Error("in use"));
      return { ...cloud, resources: cloud.resources.map((handler) => ({ ...handler, delete: fail })) };
    };
    const second = await open({ aws: stuck });
    expect(second.problems()).toMatchObject([
      { resource: "unheard", message: expect.stringMatching(/in use/) },
    ]);
    await second.close();
  });

  test("does not start with a part of its clouds", async () => {
    const broken = (): Promise<never> => Promise.reject(new Error("no port is free"));
    await expect(open({ aws: createFakeCloud, gcp: broken })).rejects.toThrow("no port is free");
  });
});
