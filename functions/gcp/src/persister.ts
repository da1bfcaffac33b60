import { createHotWriter, createPersister } from "@twin2multicloud/persister";
import * as deps from "./deps.ts";
import { isSet } from "./env.ts";
import { onHop } from "./triggers.ts";
import { readTwinFile } from "@twin2multicloud/wiring";

const logger = deps.logger("persister", readTwinFile());
const deliver = isSet("REMOTE_WRITER_URL")
  ? deps.writerEdge(logger).send
  : createHotWriter({ hotStore: deps.hotStore(), logger });

export const handler = onHop(createPersister({ deliver, logger }), logger);
