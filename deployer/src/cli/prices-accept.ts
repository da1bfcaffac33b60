import { EXIT } from "../failure.ts";
import { acceptPrices, acceptShipped } from "../prices/accept-prices.ts";
import type { Console } from "./context.ts";
import type { CommandResult } from "./result.ts";

/** What `twin prices accept` is told. */
export interface AcceptOptions {
  readonly json: boolean;
  readonly evenMoved: boolean;
  readonly evenMissing: boolean;
  readonly shipped: boolean;
}

/** `twin prices accept`: puts the fetched prices in use, or goes back to the shipped ones. */
export async function pricesAccept({ machine }: Console, options: AcceptOptions): Promise<CommandResult> {
  if (options.shipped) {
    const changed = await acceptShipped(machine);
    const text = changed ? "the shipped prices are in use again" : "the shipped prices are in use already";
    return { json: { ok: true, origin: "shipped", changed }, text, exitCode: EXIT.ok };
  }
  const { report, current, previous } = await acceptPrices(machine, options);
  return {
    json: { ok: true, origin: "accepted", fetched_at: report.fetched_at, current, previous },
    text: `the prices of ${report.fetched_at} are in use; those before are kept in ${previous}`,
    exitCode: EXIT.ok,
  };
}
