import { randomBytes } from "node:crypto";
import { writeMirror } from "../terraform/mirror.ts";
import { createPluginHost } from "../terraform/plugin-host.ts";
import type { PluginHost } from "../terraform/plugin-host.ts";
import { createProvider } from "../terraform/provider.ts";
import type { Provider } from "../terraform/provider.ts";
import { loadProviderSchema } from "../terraform/schema.ts";
import { takeLock } from "./control-lock.ts";
import { createActions, saveRecord } from "./daemon-actions.ts";
import type { DaemonParts, Locked } from "./daemon-actions.ts";
import { openDaemonCore } from "./daemon-core.ts";
import type { CloudMakers, DaemonCore } from "./daemon-core.ts";
import { readRecord, removeRecord } from "./daemon-record.ts";
import { createLifecycle } from "./lifecycle.ts";
import { localPaths } from "./local-paths.ts";

/** What a daemon runs. */
export interface DaemonOptions {
  /** The `.twin` folder. */
  readonly directory: string;
  readonly clouds: CloudMakers;
  readonly log: (line: string) => void;
}

/** A daemon that is up. */
export interface Daemon {
  /** Resolves when it is to end: it was told to, or it is not needed any more. */
  readonly ended: Promise<void>;
  /** Asks the daemon to end. */
  end(): void;
  /** Stops every process and server; what exists comes back with the next start. */
  close(): Promise<void>;
}

/** Starts the daemon of a folder in this process, or says which process is that already. */
export async function runDaemon(options: DaemonOptions): Promise<Daemon | { readonly runningPid: number }> {
  const paths = localPaths(options.directory);
  const lock = await takeLock(paths.id);
  if ("other" in lock) return { runningPid: lock.other.pid };
  try {
    return await start(options, { paths, server: lock.server, port: lock.port });
  } catch (error) {
    await lock.server.close();
    throw error;
  }
}

async function start(options: DaemonOptions, locked: Locked): Promise<Daemon> {
  const { paths, server } = locked;
  const { log } = options;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const pin = { on: (await readRecord(paths.record))?.pinned ?? false };
  const state: { core?: DaemonCore; host?: PluginHost } = {};
  const lifecycle = createLifecycle({
    isNeeded: () =>
      pin.on || (state.core?.registry.records().length ?? 0) > 0 || (state.host?.sessions ?? 0) > 0,
    end,
    after: timer,
  });
  const { folder } = paths;
  const core = await openDaemonCore({ folder, clouds: options.clouds, log, onEmpty: lifecycle.emptied });
  state.core = core;
  const providers = await Promise.all(core.clouds.map((cloud) => providerOf(core, cloud, log)));
  const { tls } = core.services;
  const onCall = lifecycle.called;
  const host = await createPluginHost({ providers, tls, workingDirectory: process.cwd(), onCall, log });
  state.host = host;
  const cliConfig = await writeMirror(
    folder,
    providers.map(({ schema }) => schema),
  );
  const token = randomBytes(24).toString("base64url");
  const parts = { ...locked, core, host, lifecycle, pin, cliConfig, token, end };
  server.ready(createActions(parts), token);
  await saveRecord(parts);
  return { ended, end, close: () => close(parts) };
}

async function providerOf(
  core: DaemonCore,
  cloud: DaemonCore["clouds"][number],
  log: (line: string) => void,
): Promise<Provider> {
  const { registry } = core;
  const { name, resources, dataSources } = cloud;
  return createProvider({
    cloud: name,
    schema: await loadProviderSchema(cloud.provider),
    resources,
    dataSources,
    registry,
    log,
  });
}

async function close({ lifecycle, host, core, paths, server }: DaemonParts): Promise<void> {
  server.unready();
  lifecycle.stop();
  host.close();
  await core.close();
  await removeRecord(paths.record);
  await server.close();
}

function timer(milliseconds: number, work: () => void): () => void {
  const handle = setTimeout(work, milliseconds);
  return () => clearTimeout(handle);
}
