import type { OptimizeOutcome, OptimizeRequest } from "./request.ts";
export type { OptimizeOutcome, OptimizeRequest };
