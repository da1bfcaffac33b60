import { createReceiver } from "@twin2multicloud/connector";
import { createHotWriter } from "@twin2multicloud/persister";
import * as deps from "./deps.ts";
import { read } from "./env.ts";
import { onEdge } from "./triggers.ts";
import { readTwinFile } from "@twin2multicloud/wiring";

const logger = deps.logger("hot-writer", readTwinFile());
const keys = read("HOT_WRITER_KEYS");
const deliver = createHotWriter({ hotStore: deps.hotStore(), logger });

export const handler = onEdge(createReceiver({ keys, targetLayer: "L3", deliver, logger }));
