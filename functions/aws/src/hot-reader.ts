import { createHotReader } from "@twin2multicloud/hot-reader";
import * as deps from "./deps.ts";
import { read } from "./env.ts";
import { onRead } from "./triggers.ts";
import { readTwinFile } from "@twin2multicloud/wiring";

const logger = deps.logger("hot-reader", readTwinFile());
const tokens = read("HOT_READER_TOKENS").split(",");

export const handler = onRead(createHotReader({ hotStore: deps.hotStore(), tokens, logger }));
