import { Command, CommanderError, Option } from "commander";
import { TARGETS } from "@twin2multicloud/model";
import { EXIT } from "../failure.ts";
import type { CommandOptions, Console } from "./context.ts";
import { addCosting } from "./cost-options.ts";
import { deployCommand, planCommand } from "./deploy-command.ts";
import { destroyCommand } from "./destroy-command.ts";
import { doctorCommand } from "./doctor-command.ts";
import { handToLocalCloud, handToSimulator } from "./hand-over.ts";
import { outputsCommand } from "./outputs-command.ts";
import { addPrices } from "./prices-command.ts";
import { readCommand } from "./read-command.ts";
import type { ReadQuery } from "./read-command.ts";
import { runCommand } from "./run-command.ts";
import type { RunCommand } from "./run-command.ts";
import { statusCommand } from "./status-command.ts";
import { validateCommand } from "./validate-command.ts";

const EXIT_CODES = `
Exit codes:
  0  done
  1  failed; what was done so far is kept, and the same command continues
  2  bad input: every finding is listed, nothing was created
  3  Terraform is missing`;

const COMMANDS: readonly { name: string; does: string; run: RunCommand }[] = [
  { name: "validate", does: "find everything that is wrong with a twin project", run: validateCommand },
  { name: "plan", does: "say what deploy would do, and what of the twin is not built yet", run: planCommand },
  { name: "deploy", does: "make the target hold exactly this twin", run: deployCommand },
  { name: "status", does: "say how a twin is doing, as its platform counts it", run: statusCommand },
  {
    name: "outputs",
    does: "write the outputs of the last deploy anew, with fresh tokens",
    run: outputsCommand,
  },
  { name: "destroy", does: "remove everything of a twin from the target", run: destroyCommand },
  { name: "doctor", does: "say what this machine lacks, and how to get it", run: doctorCommand },
];

function twinOptions(command: Command): Command {
  return command
    .option("--twin <folder>", "the twin project", "twins/demo")
    .addOption(new Option("--target <target>", "where the twin lives").choices(TARGETS).default("local"));
}

function commonOptions(command: Command): Command {
  return twinOptions(command)
    .option("--json", "print one JSON document on stdout and nothing else", false)
    .option("--yes", "fetch Terraform without asking, if there is none", false)
    .addHelpText("after", EXIT_CODES);
}

/** Makes the command line of `twin`; `ended` hears the exit code of what was run. */
function createProgram(
  consoleFor: (json: boolean) => Console,
  ended: (code: number) => void,
  complain: (text: string) => void,
): Command {
  const program = new Command("twin")
    .description("Deploys digital twins whose layers live on several clouds.")
    .exitOverride()
    .configureOutput({ writeErr: complain })
    .addHelpText("after", EXIT_CODES);

  const act = (run: RunCommand) => async (options: CommandOptions) =>
    ended(await runCommand(consoleFor(options.json), options, run));

  for (const { name, does, run } of COMMANDS) {
    commonOptions(program.command(name).description(does)).action(act(run));
  }

  commonOptions(program.command("read").description("read a device's readings from hot storage"))
    .requiredOption("--device <id>", "whose readings")
    .option("--from <time>", "not before this time (ISO 8601)")
    .option("--to <time>", "before this time")
    .option("--order <order>", "asc or desc")
    .option("--limit <count>", "at most so many (1000)")
    .option("--next <token>", "the page after the one that gave this token")
    .option("--latest", "the newest reading alone")
    .action((options: CommandOptions & ReadQuery) => {
      const { device, from, to, order, limit, next, latest } = options;
      const given = Object.entries({ from, to, order, limit, next, latest }).filter(
        ([, value]) => value !== undefined,
      );
      const query: ReadQuery = { device, ...Object.fromEntries(given) };
      return act((console, common) => readCommand(console, common, query))(options);
    });

  addLocal(program, consoleFor, ended);
  addSimulate(program, consoleFor, ended);
  addPrices(program, consoleFor, ended);
  addCosting(program, consoleFor, ended);
  return program;
}

interface LocalOptions {
  readonly json: boolean;
  readonly function?: string;
  readonly follow?: boolean;
}

function addLocal(
  program: Command,
  consoleFor: (json: boolean) => Console,
  ended: (code: number) => void,
): void {
  const local = program.command("local").description("the local cloud: three clouds on this machine");
  const does = {
    up: "start it, until `down`",
    status: "say how it is doing",
    logs: "show what the functions wrote",
    down: "stop it",
  };
  for (const name of ["up", "status", "logs", "down"] as const) {
    const command = local
      .command(name)
      .description(does[name])
      .option("--json", "print one JSON document on stdout and nothing else", false);
    if (name === "logs") {
      command
        .option("--function <name>", "of one function only")
        .option("--follow", "go on as lines come", false);
    }
    command.action(async ({ json, ...others }: LocalOptions) =>
      ended(await handToLocalCloud(consoleFor(json).machine, { name, json, ...others })),
    );
  }
}

function addSimulate(
  program: Command,
  consoleFor: (json: boolean) => Console,
  ended: (code: number) => void,
): void {
  const simulate = program
    .command("simulate")
    .description("IoT devices that speak the real protocol of their cloud");
  const does = { send: "send one reading", replay: "send the rows of a file" };
  for (const name of ["send", "replay"] as const) {
    twinOptions(
      simulate.command(name).description(`${does[name]}; the further options are the simulator's: --help`),
    )
      .allowUnknownOption()
      .allowExcessArguments()
      .helpOption(false)
      .action(async (options: CommandOptions, command: Command) =>
        ended(
          await handToSimulator(consoleFor(command.args.includes("--json")), options, [
            name,
            ...command.args,
          ]),
        ),
      );
  }
}

/** Runs one command line and gives the exit code. */
export async function runProgram(
  args: readonly string[],
  consoleFor: (json: boolean) => Console,
): Promise<number> {
  let exitCode: number = EXIT.ok;
  const json = args.includes("--json");
  const complaints: string[] = [];
  const ended = (code: number): void => {
    exitCode = code;
  };
  const program = createProgram(consoleFor, ended, (text) => complaints.push(text.trimEnd()));
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.ok;
    const message = complaints.join("\n");
    if (json) consoleFor(true).print(JSON.stringify({ ok: false, error: { message } }));
    else consoleFor(false).progress.note(message);
    return EXIT.badInput;
  }
  return exitCode;
}
