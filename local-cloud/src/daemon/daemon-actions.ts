import type { PluginHost } from "../terraform/plugin-host.ts";
import type { ControlActions, ControlServer } from "./control-server.ts";
import type { DaemonCore } from "./daemon-core.ts";
import { writeRecord } from "./daemon-record.ts";
import { cloudFacts, isOf, lastLines, logLine } from "./daemon-report.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LocalPaths } from "./local-paths.ts";

/** What a daemon holds from its first moment. */
export interface Locked {
  readonly paths: LocalPaths;
  readonly server: ControlServer;
  readonly port: number;
}

/** Everything that a ready daemon consists of. */
export interface DaemonParts extends Locked {
  readonly core: DaemonCore;
  readonly host: PluginHost;
  readonly lifecycle: Lifecycle;
  readonly pin: { on: boolean };
  readonly cliConfig: string;
  readonly token: string;
  readonly end: () => void;
}

/** What a daemon does when it is asked. */
export function createActions(parts: DaemonParts): ControlActions {
  const { core, host, lifecycle, pin } = parts;
  const { clouds, registry, services } = core;
  return {
    async up(wantsPin) {
      lifecycle.asked();
      if (wantsPin && !pin.on) {
        pin.on = true;
        await saveRecord(parts);
      }
      return {
        pid: process.pid,
        ca_file: services.tls.caFile,
        terraform: { cli_config_file: parts.cliConfig, reattach: host.reattach },
        ...cloudFacts(clouds),
        problems: core.problems(),
      };
    },
    status: () => ({
      running: true,
      pid: process.pid,
      resources: registry.records().length,
      functions: core.functionReports(),
      pinned: pin.on,
      problems: core.problems(),
    }),
    tail: (wanted) => lastLines(services.functionLog.tail(Infinity), wanted),
    follow: (wanted, listener) =>
      services.functionLog.follow((one) => {
        const line = logLine(one);
        if (isOf(wanted, line)) listener(line);
      }),
    openPlugin: (request) => host.open(request),
    beginOutage: (cloud, seconds) => {
      const names = clouds.map(({ name }) => name);
      if (!names.some((name) => name === cloud)) {
        throw new Error(`no cloud ${cloud}; expected ${names.join(", ")}`);
      }
      services.outages.begin(cloud, seconds);
    },
    down: parts.end,
  };
}

/** Writes down how this daemon is reached. */
export function saveRecord({ paths, port, token, pin }: DaemonParts): Promise<void> {
  return writeRecord(paths.record, { pid: process.pid, port, token, pinned: pin.on });
}
