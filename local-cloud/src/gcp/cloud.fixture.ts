import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { createDaemonServices } from "../daemon/daemon-services.ts";
import type { CloudModule } from "../daemon/cloud-module.ts";
import type { Attributes } from "../terraform/resource-handler.ts";
import { isAttributes } from "./attributes.ts";
import { createCloud } from "./index.ts";

/** The project of every test. */
export const PROJECT = "tests-of-gcp";

/** An answer over https. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A Google Cloud in a folder of its own, as Terraform and clients would use it. */
export interface TestCloud {
  readonly cloud: CloudModule;
  /** Makes a resource and answers all its attributes. */
  make(type: string, attributes: Attributes): Promise<Attributes>;
  /** The lines that a function wrote. */
  lines(functionName: string): readonly string[];
  /** Makes the zip of a function out of the text of its index.cjs, and answers its path. */
  zip(code: string): Promise<string>;
  send(
    url: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
  ): Promise<Answer>;
  /** Ends everything and starts anew on the same folder, with every resource that was made. */
  restart(): Promise<TestCloud>;
  close(): Promise<void>;
}

interface Made {
  readonly type: string;
  readonly attributes: Attributes;
}

/** Starts a cloud in a new folder. */
export async function startTestCloud(): Promise<TestCloud> {
  return open(await mkdtemp(join(tmpdir(), "gcp-")), []);
}

async function open(folder: string, made: Made[]): Promise<TestCloud> {
  const services = await createDaemonServices({ folder, inUse: () => made.length > 0 });
  const cloud = await createCloud(await services.forCloud("gcp"));
  await cloud.restore(made);
  let zips = 0;
  return {
    cloud,
    async make(type, attributes) {
      const handler = cloud.resources.find((one) => one.type === type);
      if (!handler) throw new Error(`no handler for ${type}`);
      const planned = { project: PROJECT, ...handler.defaults, ...attributes };
      const complaints = handler.validate?.(planned) ?? [];
      if (complaints.length > 0) throw new Error(complaints.map(({ summary }) => summary).join("; "));
      const computed = await handler.create(planned, { workingDirectory: folder });
      const all = { ...planned, ...computed, ...mergedBlocks(planned, computed) };
      made.push({ type, attributes: all });
      return all;
    },
    lines: (name) => services.functionLog.tail(1000, `gcp/${name}`).map(({ line }) => line),
    async zip(code) {
      zips += 1;
      const file = join(folder, `function-${zips}.zip`);
      const packed = { "index.cjs": Buffer.from(code), "package.json": Buffer.from('{"main":"index.cjs"}') };
      await writeFile(file, zipSync(packed));
      return file;
    },
    send: (url, options = {}) => send(url, { ...options, ca: services.tls.ca }),
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

/** What was planned in a block stays, and what was computed in it is added, as the provider does. */
function mergedBlocks(planned: Attributes, computed: Attributes): Attributes {
  const merged: Attributes = {};
  for (const [name, value] of Object.entries(planned)) {
    const other = computed[name];
    if (!Array.isArray(value) || !Array.isArray(other)) continue;
    merged[name] = value.map((part, place) => {
      const added = other[place];
      const bothObjects = added !== undefined && isAttributes(part) && isAttributes(added);
      return bothObjects ? { ...added, ...part } : part;
    });
  }
  return merged;
}

function send(
  url: string,
  {
    method = "GET",
    headers = {},
    body,
    ca,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer; ca: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, ca }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
