import { join } from "node:path";

/** Where prices stand; absolute paths. */
export interface PricePlaces {
  /** The catalogue in use, once one was accepted. */
  readonly current: string;
  /** The catalogue that was in use before. */
  readonly previous: string;
  /** What the last fetch came to, to be compared and accepted. */
  readonly candidate: string;
  /** What the last fetch did not find, and where it asked. */
  readonly report: string;
}

/** The places of prices under the folder in which `twin` runs. */
export function pricePlaces(folder: string): PricePlaces {
  const prices = join(folder, ".twin", "prices");
  return {
    current: join(prices, "current.json"),
    previous: join(prices, "previous.json"),
    candidate: join(prices, "candidate.json"),
    report: join(prices, "fetch-report.json"),
  };
}
