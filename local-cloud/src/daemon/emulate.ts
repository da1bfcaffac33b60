import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startClouds } from "./daemon-core.ts";
import type { CloudMakers } from "./daemon-core.ts";
import { createDaemonServices } from "./daemon-services.ts";

/** Runs the clouds on a folder of their own until stdin ends; `onReady` gets the environment that leads real SDKs to them. */
export async function emulate(
  clouds: CloudMakers,
  onReady: (env: Readonly<Record<string, string>>) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "twin-local-cloud-"));
  try {
    const services = await createDaemonServices({ folder });
    const modules = await startClouds(clouds, services);
    const environments = await Promise.all(modules.map((cloud) => cloud.emulate()));
    onReady(Object.assign({}, ...environments));
    await stdinEnd();
    await Promise.all(modules.map((cloud) => cloud.close()));
    await services.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function stdinEnd(): Promise<void> {
  process.stdin.resume();
  const signals = ["SIGTERM", "SIGINT"].map((signal) => once(process, signal));
  await Promise.race([once(process.stdin, "end"), once(process.stdin, "close"), ...signals]);
  process.stdin.destroy();
}
