import { createProcessing } from "@twin2multicloud/processing";
import { processors } from "@twin2multicloud/processors";
import * as deps from "./deps.ts";
import { onQueue } from "./triggers.ts";
import { readTwinFile } from "@twin2multicloud/wiring";

const twin = readTwinFile();
const logger = deps.logger("processor", twin);
const nextHop = deps.persisterHop();

export const handler = onQueue(
  createProcessing({ devices: twin.devices, processors, nextHop, logger }),
  logger,
);
