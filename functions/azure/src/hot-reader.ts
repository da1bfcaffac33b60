import { createHotReader } from "@twin2multicloud/hot-reader";
import { httpFunction } from "./app-functions.ts";
import * as deps from "./deps.ts";
import { read } from "./env.ts";
import { onRead } from "./triggers.ts";

export const hotReader = httpFunction("hot-reader", (twin) => {
  const logger = deps.logger("hot-reader", twin);
  const tokens = read("HOT_READER_TOKENS").split(",");
  return onRead(createHotReader({ hotStore: deps.hotStore(), tokens, logger }));
});
