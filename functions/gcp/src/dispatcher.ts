import { createDispatcher } from "@twin2multicloud/dispatcher";
import * as deps from "./deps.ts";
import { isSet } from "./env.ts";
import { onDeviceMessage } from "./triggers.ts";
import { readTwinFile } from "@twin2multicloud/wiring";

const twin = readTwinFile();
const logger = deps.logger("dispatcher", twin);
const nextHop = isSet("REMOTE_INGESTION_URL") ? deps.ingestionEdge(logger) : deps.processorHop();

export const handler = onDeviceMessage(createDispatcher({ devices: twin.devices, nextHop, logger }), logger);
