import { priceRowSchema } from "@twin2multicloud/model";
import type { PriceRow } from "@twin2multicloud/model";
import * as z from "zod/mini";
import paper from "../../../catalogues/paper-2025.json" with { type: "json" };

/** The prices of June 2025 that the paper's artifact computes with, whatever catalogue is in use. */
export const PAPER_ROWS: readonly PriceRow[] = z.array(priceRowSchema).parse(paper.rows);
