import { createReceiver } from "@twin2multicloud/connector";
import { createHotWriter } from "@twin2multicloud/persister";
import { httpFunction } from "./app-functions.ts";
import * as deps from "./deps.ts";
import { read } from "./env.ts";
import { onEdge } from "./triggers.ts";

export const hotWriter = httpFunction("hot-writer", (twin) => {
  const logger = deps.logger("hot-writer", twin);
  const deliver = createHotWriter({ hotStore: deps.hotStore(), logger });
  return onEdge(createReceiver({ keys: read("HOT_WRITER_KEYS"), targetLayer: "L3", deliver, logger }));
});
