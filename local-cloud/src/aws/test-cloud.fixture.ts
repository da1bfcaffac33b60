import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { createDaemonServices } from "../daemon/daemon-services.ts";
import type { CloudModule } from "../daemon/cloud-module.ts";
import type { Attributes } from "../terraform/resource-handler.ts";
import { createCloud } from "./index.ts";

/** A local AWS in a folder of its own, with the little of Terraform that tests need. */
export interface TestCloud {
  readonly cloud: CloudModule;
  readonly folder: string;
  readonly log: () => readonly string[];
  readonly caFile: string;
  /** Makes a resource and returns its whole state. Throws what validation complains about. */
  create(type: string, config: Attributes): Promise<Attributes>;
  /** Changes a resource and returns its new state. */
  update(type: string, prior: Attributes, change: Attributes): Promise<Attributes>;
  destroy(type: string, state: Attributes): Promise<void>;
  /** Writes a zip with these files and returns its path. */
  zip(name: string, files: Readonly<Record<string, string>>): Promise<string>;
  /** Starts a second local AWS on the same folder, as after a restart; `cloud` must be closed. */
  restart(): Promise<TestCloud>;
  /** Stops everything and removes the folder. */
  end(): Promise<void>;
}

/** Starts a local AWS in a new temporary folder. */
export async function startTestCloud(): Promise<TestCloud> {
  return open(await mkdtemp(join(tmpdir(), "local-aws-")), []);
}

async function open(
  folder: string,
  recorded: { type: string; attributes: Attributes }[],
): Promise<TestCloud> {
  const root = await createDaemonServices({ folder });
  const services = await root.forCloud("aws");
  const cloud = await createCloud(services);
  await cloud.restore(recorded);
  const context = { workingDirectory: folder };
  const handler = (type: string): CloudModule["resources"][number] => {
    const found = cloud.resources.find((resource) => resource.type === type);
    if (!found) throw new Error(`no resource type ${type}`);
    return found;
  };
  return {
    cloud,
    folder,
    caFile: services.tls.caFile,
    log: () => services.functionLog.tail(1_000).map(({ line }) => line),
    async create(type, config) {
      const { validate, defaults = {}, create } = handler(type);
      const [complaint] = validate?.(config) ?? [];
      if (complaint) throw new Error(`${complaint.summary}: ${complaint.detail}`);
      const planned = { ...defaults, ...config };
      const attributes = { ...(await create(planned, context)), ...planned };
      recorded.push({ type, attributes });
      return attributes;
    },
    async update(type, prior, change) {
      const planned = { ...prior, ...change };
      const next = { ...planned, ...(await handler(type).update?.(prior, planned, context)) };
      recorded.splice(
        0,
        recorded.length,
        ...recorded.map((one) => (one.attributes === prior ? { type, attributes: next } : one)),
      );
      return next;
    },
    destroy: (type, state) => handler(type).delete(state),
    async zip(name, files) {
      const path = join(folder, name);
      await writeFile(
        path,
        zipSync(Object.fromEntries(Object.entries(files).map(([file, content]) => [file, strToU8(content)]))),
      );
      return path;
    },
    restart: () => open(folder, recorded),
    async end() {
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
