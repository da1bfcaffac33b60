import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { zipSync } from "fflate";
import type { CloudModule } from "../daemon/cloud-module.ts";
import { createDaemonServices } from "../daemon/daemon-services.ts";
import type { RootServices } from "../daemon/daemon-services.ts";
import type { Attributes } from "../terraform/resource-handler.ts";
import { createCloud } from "./index.ts";

/** An Azure in a folder of its own, used as Terraform uses it. */
export interface TestCloud {
  readonly cloud: CloudModule;
  readonly services: RootServices;
  readonly caFile: string;
  /** Makes a resource and answers all its attributes. */
  create(type: string, planned: Attributes): Promise<Attributes>;
  update(made: Attributes, change: Attributes): Promise<Attributes>;
  remove(made: Attributes): Promise<void>;
  /** Bundles an app from the text of its entry and answers the path of its zip. */
  zip(entry: string, host?: object): Promise<string>;
  /** Starts anew on the same folder, as after a killed daemon. */
  restart(): Promise<TestCloud>;
  close(): Promise<void>;
}

interface Made {
  readonly type: string;
  attributes: Attributes;
}

/** Starts a cloud in a new folder. */
export async function startTestCloud(): Promise<TestCloud> {
  return open(await mkdtemp(join(tmpdir(), "azure-")), []);
}

async function open(folder: string, made: Made[]): Promise<TestCloud> {
  const services = await createDaemonServices({ folder, inUse: () => made.length > 0 });
  const cloud = await createCloud(await services.forCloud("azure"));
  await cloud.restore(made);
  const context = { workingDirectory: folder };
  const handler = (type: string): CloudModule["resources"][number] => {
    const found = cloud.resources.find((one) => one.type === type);
    if (!found) throw new Error(`no resource type ${type}`);
    return found;
  };
  const recordOf = (attributes: Attributes): Made => {
    const found = made.find((one) => one.attributes["id"] === attributes["id"]);
    if (!found) throw new Error("this was not made here");
    return found;
  };
  return {
    cloud,
    services,
    caFile: services.tls.caFile,
    async create(type, planned) {
      const attributes = { ...planned, ...(await handler(type).create(planned, context)) };
      made.push({ type, attributes });
      return attributes;
    },
    async update(before, change) {
      const record = recordOf(before);
      const planned = { ...record.attributes, ...change };
      const computed = await handler(record.type).update?.(record.attributes, planned, context);
      record.attributes = { ...planned, ...computed };
      return record.attributes;
    },
    async remove(before) {
      const record = recordOf(before);
      await handler(record.type).delete(record.attributes);
      made.splice(made.indexOf(record), 1);
    },
    zip: (entry, host = HOST) => bundle({ folder, entry, host }),
    async restart() {
      await cloud.close();
      return open(folder, made);
    },
    async close() {
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const HOST = {
  version: "2.0",
  functionTimeout: "00:00:05",
  extensions: {
    queues: { batchSize: 32, newBatchThreshold: 16, visibilityTimeout: "00:00:00", maxDequeueCount: 3 },
  },
};

async function bundle({
  folder,
  entry,
  host,
}: {
  folder: string;
  entry: string;
  host: object;
}): Promise<string> {
  const built = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["@azure/functions-core"],
    logLevel: "error",
    write: false,
  });
  const bytes = zipSync({
    "index.cjs": built.outputFiles[0]?.contents ?? new Uint8Array(),
    "package.json": Buffer.from(JSON.stringify({ main: "index.cjs" })),
    "host.json": Buffer.from(JSON.stringify(host)),
  });
  const path = join(folder, `${crypto.randomUUID()}.zip`);
  await writeFile(path, bytes);
  return path;
}
