import { createWorkplace } from "../workplace.ts";
import type { Workplace } from "../workplace.ts";
import { coldStarts } from "./cold-start.ts";
import { deployTimes, localCloudStart } from "./deploy-times.ts";
import { printFigures, printTable } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { dataPath } from "./throughput.ts";

const figures: Figure[] = [];
const add = (more: readonly Figure[]) => {
  printTable(more);
  figures.push(...more);
};

/** Lends a workplace; its local cloud ends with the measurement, also with one that fails. */
async function atWorkplace(
  options: { reattach: boolean },
  measure: (workplace: Workplace) => Promise<void>,
): Promise<void> {
  const workplace = await createWorkplace(options);
  try {
    await measure(workplace);
  } finally {
    await workplace.remove();
  }
}

await atWorkplace({ reattach: false }, async (workplace) => {
  add([await localCloudStart(workplace)]);
  add(await deployTimes(workplace));
});
await atWorkplace({ reattach: true }, async (workplace) => {
  for await (const some of dataPath(workplace)) add(some);
});
add(await coldStarts());
printFigures(figures);
