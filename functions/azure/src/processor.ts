import { createProcessing } from "@twin2multicloud/processing";
import { processors } from "@twin2multicloud/processors";
import { queueFunction } from "./app-functions.ts";
import * as deps from "./deps.ts";
import { onHopQueue } from "./triggers.ts";

export const processor = queueFunction("processor", (twin) => {
  const { devices } = twin;
  const logger = deps.logger("processor", twin);
  return onHopQueue(createProcessing({ devices, processors, nextHop: deps.persisterHop(), logger }));
});
