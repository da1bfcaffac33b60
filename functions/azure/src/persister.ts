import { createHotWriter, createPersister } from "@twin2multicloud/persister";
import { queueFunction } from "./app-functions.ts";
import * as deps from "./deps.ts";
import { isSet } from "./env.ts";
import { onHopQueue } from "./triggers.ts";

export const persister = queueFunction("persister", (twin) => {
  const logger = deps.logger("persister", twin);
  const deliver = isSet("REMOTE_WRITER_URL")
    ? deps.writerEdge(logger).send
    : createHotWriter({ hotStore: deps.hotStore(), logger });
  return onHopQueue(createPersister({ deliver, logger }));
});
