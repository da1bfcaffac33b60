import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { COST_MODELS, formulasPage } from "@twin2multicloud/optimizer";
import { ROOT } from "./workspace.ts";

const PAGE = join(ROOT, "docs/formulas.md");

/** The page of formulas as the cost models describe themselves. */
export const writtenFormulas = (): string => formulasPage(Object.values(COST_MODELS));

/** The page of formulas as it stands in the repository. */
export const keptFormulas = (): Promise<string> => readFile(PAGE, "utf8");

if (import.meta.filename === process.argv[1]) await writeFile(PAGE, writtenFormulas());
