import { createDispatcher } from "@twin2multicloud/dispatcher";
import { queueFunction } from "./app-functions.ts";
import * as deps from "./deps.ts";
import { isSet } from "./env.ts";
import { onDeviceQueue } from "./triggers.ts";

export const dispatcher = queueFunction("dispatcher", (twin) => {
  const logger = deps.logger("dispatcher", twin);
  const nextHop = isSet("REMOTE_INGESTION_URL") ? deps.ingestionEdge(logger) : deps.processorHop();
  return onDeviceQueue(createDispatcher({ devices: twin.devices, nextHop, logger }));
});
