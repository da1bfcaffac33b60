import { createWorkplace } from "../workplace.ts";
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

const mirror = await createWorkplace({ reattach: false });
add([await localCloudStart(mirror)]);
add(await deployTimes(mirror));
await mirror.remove();
const reattach = await createWorkplace({ reattach: true });
for await (const some of dataPath(reattach)) add(some);
await reattach.remove();
add(await coldStarts());
printFigures(figures);
