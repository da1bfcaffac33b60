import type { Catalogue } from "@twin2multicloud/model";
import { compareCatalogues, exact } from "@twin2multicloud/optimizer";
import type { CatalogueComparison } from "@twin2multicloud/optimizer";
import { EXIT, Failure } from "../failure.ts";
import { catalogueText } from "./catalogue-file.ts";
import { readCatalogue } from "./catalogue-in-use.ts";
import type { PriceFiles } from "./catalogue-in-use.ts";
import { readCandidate } from "./fetch-report.ts";
import type { FetchReport } from "./fetch-report.ts";
import { pricePlaces } from "./price-places.ts";

/** What a user accepts with open eyes: values that moved far, and old rows in place of those that were not found. */
export interface Acceptance {
  readonly evenMoved: boolean;
  readonly evenMissing: boolean;
}

/** What was accepted, and where it stands. */
export interface Accepted {
  readonly report: FetchReport;
  readonly current: string;
  readonly previous: string;
}

const arrow = ({ old, new: now }: { readonly old: number; readonly new: number }): string =>
  `${exact(old).toString()} -> ${exact(now).toString()}`;

const count = (list: readonly unknown[], noun: string): string =>
  `${list.length} ${noun}${list.length === 1 ? "" : "s"}`;

/** The numbers that moved by more than 30 %, in words. */
export function farMoves({ clouds, currency }: CatalogueComparison): string[] {
  const prices = clouds
    .flatMap(({ changes }) => changes)
    .filter(({ far }) => far)
    .map((change) => `${change.meter} ${change.part}: ${arrow(change)}`);
  return [...prices, ...(currency?.far ? [`EUR per USD: ${arrow(currency)}`] : [])];
}

const refusal = (message: string, advice: string): Failure =>
  new Failure(message, { advice, exitCode: EXIT.badInput });

function checkFound({ kept }: FetchReport): void {
  if (kept.length === 0) return;
  const list = kept.map(({ meter, detail }) => `${meter}: ${detail}`).join("\n  ");
  throw refusal(
    `${count(kept, "price")} not found:\n  ${list}`,
    "Fetch again, or keep their old rows with: twin prices accept --even-missing",
  );
}

function checkMoves(comparison: CatalogueComparison): void {
  const moves = farMoves(comparison);
  if (moves.length === 0) return;
  throw refusal(
    `${count(moves, "value")} moved by more than 30 %:\n  ${moves.join("\n  ")}`,
    "Look at twin prices diff; if they are right: twin prices accept --even-moved",
  );
}

/** First the copy, then the replacement: a fall in between loses nothing. */
async function putInUse({ files, folder }: PriceFiles, before: Catalogue, next: Catalogue): Promise<void> {
  const places = pricePlaces(folder);
  await files.write(places.previous, catalogueText(before));
  await files.write(places.current, catalogueText(next));
  await files.remove(places.candidate);
  await files.remove(places.report);
}

/** Puts the fetched prices in use and keeps those that were. Throws a Failure (bad input) when there are none, some were not found, or some moved by more than 30 %, unless that is accepted, too. */
export async function acceptPrices(machine: PriceFiles, acceptance: Acceptance): Promise<Accepted> {
  const { catalogue, report } = await readCandidate(machine);
  const inUse = await readCatalogue(machine);
  if (!acceptance.evenMissing) checkFound(report);
  if (!acceptance.evenMoved) checkMoves(compareCatalogues(inUse, catalogue));
  await putInUse(machine, inUse, catalogue);
  const { current, previous } = pricePlaces(machine.folder);
  return { report, current, previous };
}

/** Goes back to the prices that are shipped; tells whether others were in use, which are kept as the previous ones. */
export async function acceptShipped({ files, folder }: PriceFiles): Promise<boolean> {
  const { current, previous } = pricePlaces(folder);
  const text = await files.read(current);
  if (text === undefined) return false;
  await files.write(previous, text);
  await files.remove(current);
  return true;
}
