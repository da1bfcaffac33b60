import { outageInput, parseInput, USAGE, UsageError } from "./command-input.ts";
import type { InputValues } from "./command-input.ts";
import { envText, lineText, statusText, upText } from "./command-texts.ts";
import type { LogLine } from "./control-answers.ts";
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
  /** Takes what went wrong, for people. */
  readonly complain: (line: string) => void;
}

interface Call {
  readonly values: InputValues;
  readonly options: CommandOptions;
  /** Prints a value with --json, and the text without. */
  readonly answer: (value: object, text: string) => void;
}

type Command = (call: Call) => Promise<void>;

const COMMANDS: Readonly<Record<string, Command>> = {
  async up({ values, options, answer }) {
    const serving = [options.script, "serve", "--dir", values.dir];
    const daemon = await ensureDaemon({ paths: localPaths(values.dir), serve: serving });
    const said = await daemon.up(values.pin);
    answer(said, upText(said));
  },
  async status({ values, answer }) {
    const status = await (await findDaemon(localPaths(values.dir)))?.status();
    answer(status ?? { running: false }, status ? statusText(status) : "The local cloud is not running.");
  },
  async logs({ values, options, answer }) {
    const daemon = await runningDaemon(values);
    const together = values.json && !values.follow;
    const lines: LogLine[] = [];
    for await (const line of daemon.logs({ functionName: values.function, follow: values.follow })) {
      if (together) lines.push(line);
      else answer(line, lineText(line));
    }
    if (together) options.print(JSON.stringify({ lines }));
  },
  async outage({ values, answer }) {
    const { cloud, seconds } = outageInput(values);
    await (await runningDaemon(values)).outage(cloud, seconds);
    answer({ cloud, seconds }, `${cloud} is out of reach for ${seconds} s.`);
  },
  async down({ values, answer }) {
    const daemon = await findDaemon(localPaths(values.dir));
    await daemon?.down();
    answer({ stopped: daemon !== undefined }, daemon ? "Stopped." : "The local cloud was not running.");
  },
  emulate: ({ values, options, answer }) =>
    emulate(chosen(options.clouds, values.cloud), (env) => answer({ env }, envText(env))),
  serve: async ({ values, options }) => process.exit(await serve(values.dir, options.clouds)),
};

/** Runs one command and returns the exit code: 1 for a failure, 2 for a call that is not understood. */
export async function runCommand(argv: readonly string[], options: CommandOptions): Promise<number> {
  const json = argv.includes("--json");
  const progress = { answered: false };
  try {
    await call(argv, options, progress);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    options.complain(`twin-local-cloud: ${message}`);
    // What comes after an answer would be a second document.
    if (json && !progress.answered) options.print(JSON.stringify({ ok: false, error: { message } }));
    return error instanceof UsageError ? 2 : 1;
  }
}

async function call(
  argv: readonly string[],
  options: CommandOptions,
  progress: { answered: boolean },
): Promise<void> {
  const { values, command = "" } = parseInput(argv);
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (!run) throw new UsageError(`${command === "" ? "no command" : `no command ${command}`}\n\n${USAGE}`);
  const answer = (value: object, text: string): void => {
    options.print(values.json ? JSON.stringify(value) : text);
    progress.answered = true;
  };
  await run({ values, options, answer });
}

async function runningDaemon({ dir }: InputValues): Promise<RunningDaemon> {
  const daemon = await findDaemon(localPaths(dir));
  if (daemon) return daemon;
  throw new Error("the local cloud is not running; start it with: twin-local-cloud up");
}

function chosen(clouds: CloudMakers, names: readonly string[] | undefined): CloudMakers {
  const unknown = names?.find((name) => !Object.hasOwn(clouds, name));
  if (unknown !== undefined)
    throw new UsageError(`no cloud ${unknown}; expected ${Object.keys(clouds).join(", ")}`);
  return names ? Object.fromEntries(Object.entries(clouds).filter(([name]) => names.includes(name))) : clouds;
}
