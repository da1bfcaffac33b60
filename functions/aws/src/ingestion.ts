import { createReceiver } from "@twin2multicloud/connector";
import * as deps from "./deps.ts";
import { read } from "./env.ts";
import { onEdge } from "./triggers.ts";
import { readTwinFile } from "@twin2multicloud/wiring";

const logger = deps.logger("ingestion", readTwinFile());
const keys = read("INGESTION_KEYS");
const { send } = deps.processorHop();

export const handler = onEdge(createReceiver({ keys, targetLayer: "L2", deliver: send, logger }));
