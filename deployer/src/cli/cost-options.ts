import { Option } from "commander";
import type { Command } from "commander";
import { CURRENCIES, FEATURES, MODEL_NAMES } from "@twin2multicloud/model";
import { PRESETS } from "../optimize/read-scenario.ts";
import type { Console } from "./context.ts";
import type { CostOptions } from "./cost-command.ts";
import { COST_HELP, OPTIMIZE_HELP } from "./cost-help.ts";
import type { OptimizeOptions } from "./optimize-command.ts";
import { runCommand } from "./run-command.ts";

/** The parser of an option that can be given several times. */
function gathered(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function costOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--model <model>", "how costs are computed").choices(MODEL_NAMES).default(MODEL_NAMES[0]),
    )
    .addOption(new Option("--currency <currency>", "instead of the scenario's").choices(CURRENCIES))
    .option(
      "--explain <figure>",
      "where a figure comes from: total, a layer (l4, layers.azure.l4), an edge, a mover, or a number by its name",
    )
    .option("--report <file>", "write one page of HTML with tables, a chart and sources")
    .option("--json", "print one JSON document on stdout and nothing else", false);
}

function constraintOptions(command: Command): Command {
  return command
    .option("--pin <slot=cloud>", "a layer lives there; several times", gathered)
    .option("--forbid <slot=cloud>", "a layer must not live there; several times", gathered)
    .option("--residency <place>", "data may lie there: EU, DE, a region; several times", gathered)
    .option("--require <feature>", `${FEATURES.join(" or ")}; several times`, gathered)
    .option("--max-clouds <number>", "at most so many clouds")
    .option("--budget <amount>", "at most so much a month, in the currency of the result");
}

/** Adds `twin optimize` and `twin cost`; the optimizer is loaded when one of them runs, so that other commands start fast. */
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
  constraintOptions(costOptions(optimize)).addHelpText("after", OPTIMIZE_HELP);
  optimize.action(async (options: OptimizeOptions) => {
    const { optimizeCommand } = await import("./optimize-command.ts");
    ended(await runCommand(consoleFor(options.json), options, optimizeCommand));
  });

  const cost = program
    .command("cost")
    .description("say what a twin costs as it is configured")
    .option("--twin <folder>", "the twin project", "twins/demo")
    .option("--input <file>", "a scenario as JSON instead of the twin's own; - is stdin");
  costOptions(cost).addHelpText("after", COST_HELP);
  cost.action(async (options: CostOptions) => {
    const { costCommand } = await import("./cost-command.ts");
    ended(await runCommand(consoleFor(options.json), options, costCommand));
  });
}
