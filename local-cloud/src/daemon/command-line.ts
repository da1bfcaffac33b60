import { parseArgs } from "node:util";
import type { LogLine, StatusAnswer, UpAnswer } from "./control-answers.ts";
import type { CloudMakers } from "./daemon-core.ts";
import { emulate } from "./emulate.ts";
import { findDaemon } from "./find-daemon.ts";
import type { RunningDaemon } from "./find-daemon.ts";
import { localPaths } from "./local-paths.ts";
import { serve } from "./serve.ts";
import { ensureDaemon } from "./start-daemon.ts";

/** What the commands work with. */
export interface CommandOptions {
  readonly clouds: CloudMakers;
  /** The script that calls `runCommand`: the daemon is this script in a process of its own. */
  readonly script: string;
  readonly print: (line: string) => void;
}

const NOT_RUNNING = "the local cloud is not running; start it with: twin-local-cloud up";

const USAGE = `Usage: twin-local-cloud <command> [--dir <.twin folder>] [--json]

  up [--pin]                        start the local cloud where it is not running; with --pin it stays without resources
  status                            what runs and how often it was called
  logs [--function <name>] [--follow]  what the functions wrote
  outage --cloud <name> --seconds <n>  break connections to its public functions for that time
  down                              stop it; everything comes back with the next up
  emulate [--cloud <name>]...       the clouds without Terraform, until stdin ends`;

/** Runs one command and returns the exit code. */
export async function runCommand(argv: readonly string[], options: CommandOptions): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      dir: { type: "string", default: ".twin" },
      json: { type: "boolean", default: false },
      pin: { type: "boolean", default: false },
      function: { type: "string" },
      follow: { type: "boolean", default: false },
      cloud: { type: "string", multiple: true },
      seconds: { type: "string" },
    },
  });
  const paths = localPaths(values.dir);
  const print = (value: object, text: string): void =>
    options.print(values.json ? JSON.stringify(value) : text);
  const running = (): Promise<RunningDaemon | undefined> => findDaemon(paths);

  switch (positionals[0]) {
    case "up": {
      const daemon = await ensureDaemon({ paths, serve: [options.script, "serve", "--dir", values.dir] });
      const answer = await daemon.up(values.pin);
      print(answer, upText(answer));
      return 0;
    }
    case "status": {
      const status = await (await running())?.status();
      print(status ?? { running: false }, status ? statusText(status) : "The local cloud is not running.");
      return 0;
    }
    case "logs": {
      const daemon = await running();
      if (!daemon) throw new Error(NOT_RUNNING);
      for await (const line of daemon.logs({ functionName: values.function, follow: values.follow })) {
        print(line, lineText(line));
      }
      return 0;
    }
    case "outage": {
      const daemon = await running();
      if (!daemon) throw new Error(NOT_RUNNING);
      const [cloud = ""] = values.cloud ?? [];
      const seconds = Number(values.seconds);
      if (!(seconds > 0)) throw new Error("--seconds: expected a number above 0");
      await daemon.outage(cloud, seconds);
      print({ cloud, seconds }, `${cloud} is out of reach for ${seconds} s.`);
      return 0;
    }
    case "down": {
      const daemon = await running();
      await daemon?.down();
      print({ stopped: daemon !== undefined }, daemon ? "Stopped." : "The local cloud was not running.");
      return 0;
    }
    case "emulate":
      await emulate(chosen(options.clouds, values.cloud), (env) => print({ env }, envText(env)));
      return 0;
    case "serve":
      return process.exit(await serve(values.dir, options.clouds));
    default:
      options.print(USAGE);
      return 2;
  }
}

function chosen(clouds: CloudMakers, names: readonly string[] | undefined): CloudMakers {
  const unknown = names?.find((name) => !(name in clouds));
  if (unknown !== undefined)
    throw new Error(`no cloud ${unknown}; expected ${Object.keys(clouds).join(", ")}`);
  return names ? Object.fromEntries(Object.entries(clouds).filter(([name]) => names.includes(name))) : clouds;
}

function upText({ pid, terraform, endpoints }: UpAnswer): string {
  const places = Object.entries(endpoints).map(([name, url]) => `  ${name}: ${url}`);
  return [
    `The local cloud is up (process ${pid}).`,
    ...places,
    `  TF_CLI_CONFIG_FILE=${terraform.cli_config_file}`,
  ].join("\n");
}

function statusText({ pid, resources, functions, pinned }: StatusAnswer): string {
  const lines = functions.map(
    ({ cloud, name, invocations, errors, last_error }) =>
      `  ${cloud}/${name}: ${invocations} calls, ${errors} errors${last_error === undefined ? "" : ` (last: ${last_error})`}`,
  );
  return [
    `The local cloud is up (process ${pid}${pinned ? ", pinned" : ""}) with ${resources} resources.`,
    ...lines,
  ].join("\n");
}

function lineText({ cloud, function: name, line }: LogLine): string {
  return `${cloud}/${name}  ${line}`;
}

function envText(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
}
