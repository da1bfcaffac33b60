import { parseArgs } from "node:util";
import { MODEL_NAMES } from "@twin2multicloud/model";
import { differential } from "./differential.ts";
import { printFigures, printTable } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { curves, optimizing, solving } from "./speed.ts";

const { values } = parseArgs({ options: { seed: { type: "string", default: "1" } } });
const figures: Figure[] = [];
const add = (more: readonly Figure[]): void => {
  printTable(more);
  figures.push(...more);
};

for (const name of MODEL_NAMES) add(solving(name));
for (const name of MODEL_NAMES) add(curves(name));
add(optimizing());
const compared = await differential(Number(values.seed));
add(compared.figures);
printFigures(figures);
process.exitCode = compared.mismatches === 0 ? 0 : 1;
