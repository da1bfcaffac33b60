import { createReceiver } from "@twin2multicloud/connector";
import { httpFunction } from "./app-functions.ts";
import * as deps from "./deps.ts";
import { read } from "./env.ts";
import { onEdge } from "./triggers.ts";

export const ingestion = httpFunction("ingestion", (twin) => {
  const logger = deps.logger("ingestion", twin);
  const deliver = deps.processorHop().send;
  return onEdge(createReceiver({ keys: read("INGESTION_KEYS"), targetLayer: "L2", deliver, logger }));
});
