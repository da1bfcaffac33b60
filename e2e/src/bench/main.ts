import { createWorkplace } from "../workplace.ts";
import { coldStarts } from "./cold-start.ts";
import { deployTimes, localCloudStart } from "./deploy-times.ts";
import { printFigures } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { dataPath } from "./throughput.ts";

const figures: Figure[] = [];
const mirror = await createWorkplace({ reattach: false });
figures.push(await localCloudStart(mirror), ...(await deployTimes(mirror)));
await mirror.remove();
const reattach = await createWorkplace({ reattach: true });
figures.push(...(await dataPath(reattach)));
await reattach.remove();
figures.push(...(await coldStarts()));
printFigures(figures);
