import { parseArgs } from "node:util";

/** How the program is called. */
export const USAGE = `Usage: twin-local-cloud <command> [--dir <.twin folder>] [--json]

  up [--pin]                        start the local cloud where it is not running; with --pin it stays without resources
  status                            what runs and how often it was called
  logs [--function <name>] [--follow]  what the functions wrote
  outage --cloud <name> --seconds <n>  break connections to its public functions for that time
  down                              stop it; everything comes back with the next up
  emulate [--cloud <name>]...       the clouds without Terraform, until stdin ends`;

/** The program was called in a way that it does not know. */
export class UsageError extends Error {}

const OPTIONS = {
  dir: { type: "string", default: ".twin" },
  json: { type: "boolean", default: false },
  pin: { type: "boolean", default: false },
  function: { type: "string" },
  follow: { type: "boolean", default: false },
  cloud: { type: "string", multiple: true },
  seconds: { type: "string" },
} as const;

/** Takes the command line apart. Throws a UsageError for options that there are not. */
export function parseInput(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
    return { values, command: positionals[0] };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The options of a command. */
export type InputValues = ReturnType<typeof parseInput>["values"];

/** Which cloud is to be out of reach, and for how many seconds. Throws a UsageError where that is not said. */
export function outageInput({ cloud, seconds }: InputValues): { cloud: string; seconds: number } {
  const [name] = cloud ?? [];
  if (name === undefined || cloud?.length !== 1)
    throw new UsageError("--cloud: expected the name of one cloud");
  const duration = Number(seconds);
  if (!(duration > 0)) throw new UsageError("--seconds: expected a number above 0");
  return { cloud: name, seconds: duration };
}
