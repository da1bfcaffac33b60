import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { CURRENCIES, MODEL_NAMES } from "@twin2multicloud/model";
import { FEATURES } from "@twin2multicloud/optimizer";
import { placedIn } from "../optimize/constraint-options.ts";
import { PRESETS } from "../optimize/read-scenario.ts";
import type { Console } from "./context.ts";
import { costCommand } from "./cost-command.ts";
import type { CostOptions } from "./cost-command.ts";
import { optimizeCommand } from "./optimize-command.ts";
import type { OptimizeOptions } from "./optimize-command.ts";
import { runCommand } from "./run-command.ts";

/** Makes the parser of an option that can be given several times; what cannot be read is the user's mistake. */
function gathering<T>(read: (text: string) => T) {
  return (text: string, before: readonly T[]): T[] => {
    try {
      return [...before, read(text)];
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("expected a number from 0 on");
}

function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a whole number from 1 on");
}

function costOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--model <model>", "how costs are computed").choices(MODEL_NAMES).default(MODEL_NAMES[0]),
    )
    .addOption(new Option("--currency <currency>", "instead of the scenario's").choices(CURRENCIES))
    .option(
      "--explain <figure>",
      "where a figure comes from: total, a layer, an edge, or a number by its name",
    )
    .option("--report <file>", "write one page of HTML with tables, a chart and sources")
    .option("--json", "print one JSON document on stdout and nothing else", false);
}

function requiredFeature(text: string): (typeof FEATURES)[number] {
  const feature = FEATURES.find((known) => known === text);
  if (feature) return feature;
  throw new RangeError(`expected one of ${FEATURES.join(", ")}`);
}

function constraintOptions(command: Command): Command {
  return command
    .option("--pin <slot=cloud>", "a layer lives there; can be given several times", gathering(placedIn), [])
    .option("--forbid <slot=cloud>", "a layer must not live there; several times", gathering(placedIn), [])
    .option(
      "--residency <place>",
      "data may lie there: EU, DE, a region; several times",
      gathering(String),
      [],
    )
    .option("--require <feature>", `${FEATURES.join(" or ")}; several times`, gathering(requiredFeature), [])
    .option("--max-clouds <number>", "at most so many clouds", count)
    .option("--budget <amount>", "at most so much a month", amount);
}

/** Adds `twin optimize` and `twin cost`. */
export function addCosting(
  program: Command,
  consoleFor: (json: boolean) => Console,
  ended: (code: number) => void,
): void {
  const optimize = program
    .command("optimize")
    .description("find the cheapest placement of a scenario's seven layers, and say why")
    .addOption(new Option("--input <file>", "a scenario as JSON; - is stdin").conflicts("preset"))
    .addOption(new Option("--preset <name>", "a scenario of the EDT'25 paper").choices(PRESETS))
    .option("--apply", "write the placement into the twin of --twin", false)
    .option("--twin <folder>", "the twin project that --apply writes into");
  constraintOptions(costOptions(optimize)).action(async (options: OptimizeOptions) =>
    ended(await runCommand(consoleFor(options.json), options, optimizeCommand)),
  );

  const cost = program
    .command("cost")
    .description("say what a twin costs as it is configured")
    .option("--twin <folder>", "the twin project", "twins/demo")
    .option("--input <file>", "a scenario as JSON instead of the twin's own; - is stdin");
  costOptions(cost).action(async (options: CostOptions) =>
    ended(await runCommand(consoleFor(options.json), options, costCommand)),
  );
}
