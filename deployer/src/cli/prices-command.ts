import { Option } from "commander";
import type { Command } from "commander";
import { CLOUDS } from "@twin2multicloud/model";
import type { Console } from "./context.ts";
import { PRICES_EXIT_CODES, PRICES_HELP } from "./prices-help.ts";
import type { AcceptOptions } from "./prices-accept.ts";
import type { FetchOptions } from "./prices-fetch.ts";
import type { ShowOptions } from "./prices-show.ts";
import { runCommand } from "./run-command.ts";
import type { RunCommand } from "./run-command.ts";

const clouds = (does: string): Option => new Option("--cloud <cloud...>", does).choices(CLOUDS);

/** Adds `twin prices` with its commands, each loaded when it runs; `ended` hears the exit code of what was run. */
export function addPrices(
  program: Command,
  consoleFor: (json: boolean) => Console,
  ended: (code: number) => void,
): void {
  const prices = program
    .command("prices")
    .description("the price catalogue that costs are computed from")
    .addHelpText("after", PRICES_HELP);
  const add = (name: string, does: string): Command =>
    prices
      .command(name)
      .description(does)
      .option("--json", "print one JSON document on stdout and nothing else", false)
      .addHelpText("after", PRICES_EXIT_CODES);
  const act =
    <Options extends { readonly json: boolean }>(load: () => Promise<RunCommand<Options>>) =>
    async (options: Options) =>
      ended(await runCommand(consoleFor(options.json), options, await load()));

  add("show", "show the prices in use, their dates and sources")
    .addOption(clouds("of these clouds only"))
    .action(act<ShowOptions>(async () => (await import("./prices-show.ts")).pricesShow));
  add("fetch", "ask the vendors for new prices, which wait to be accepted")
    .addOption(clouds("of these clouds only"))
    .option("--credentials <file>", "accounts, as a twin's config_credentials.json holds them")
    .option("--rate <rate>", "euros for one dollar, instead of asking for the rate")
    .option("--rate-date <date>", "the day of that rate, such as 2026-11-20")
    .action(act<FetchOptions>(async () => (await import("./prices-fetch.ts")).pricesFetch));
  add("diff", "compare the fetched prices with those in use").action(
    act<{ readonly json: boolean }>(async () => (await import("./prices-diff.ts")).pricesDiff),
  );
  add("accept", "put the fetched prices in use")
    .option("--even-moved", "also if values moved by more than 30 %", false)
    .option("--even-missing", "also if prices were not found: their old rows are kept", false)
    .option("--shipped", "go back to the prices that came with this version", false)
    .action(act<AcceptOptions>(async () => (await import("./prices-accept.ts")).pricesAccept));
}
