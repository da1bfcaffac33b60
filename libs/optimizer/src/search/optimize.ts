import { COST_MODELS } from "../models/index.ts";
import { openInquiry } from "./inquiry.ts";
import type { InquiryOutcome } from "./inquiry.ts";
import { optimizeWith } from "./optimize-with.ts";
import type { OptimizeOutcome, OptimizeRequest } from "./request.ts";

/** Finds the cheapest placement of a scenario, or prices the one that is given, and explains it; or says why it cannot. */
export function optimize(request: OptimizeRequest): OptimizeOutcome {
  return optimizeWith(COST_MODELS[request.model], request);
}

/** Reads and prices a request once, so that several things can be asked of it; or says why nothing can. */
export function inquire(request: OptimizeRequest): InquiryOutcome {
  return openInquiry(COST_MODELS[request.model], request);
}
