import type { Catalogue } from "@twin2multicloud/model";
import { SHIPPED_CATALOGUE } from "@twin2multicloud/optimizer";
import type { Machine } from "../machine/machine.ts";
import { parseCatalogue } from "./catalogue-file.ts";
import { pricePlaces } from "./price-places.ts";

/** What of the machine is needed to find prices. */
export type PriceFiles = Pick<Machine, "files" | "folder">;

/** The catalogue that `twin prices accept` made current, if any. Throws a Failure when its file is broken. */
export async function acceptedCatalogue({ files, folder }: PriceFiles): Promise<Catalogue | undefined> {
  const { current } = pricePlaces(folder);
  const text = (await files.read(current))?.toString("utf8");
  const advice = "Go back to the shipped prices with: twin prices accept --shipped";
  return text === undefined ? undefined : parseCatalogue(current, text, advice);
}

/** The prices in use: those that were accepted, else those that this version ships. Throws a Failure when the accepted file is broken. */
export async function readCatalogue(machine: PriceFiles): Promise<Catalogue> {
  return (await acceptedCatalogue(machine)) ?? SHIPPED_CATALOGUE;
}
