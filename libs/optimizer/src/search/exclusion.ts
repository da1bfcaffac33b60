import type { Cloud, Slot } from "@twin2multicloud/model";
import type { Exclusion } from "../model/cost-model.ts";
import type { Pricing } from "../pricing/pricing.ts";
import { listed } from "./words.ts";

/** Why a model has no price for a slot on a cloud. */
export function exclusionOf(
  { model, exclusions }: Pick<Pricing, "model" | "exclusions">,
  slot: Slot,
  cloud: Cloud,
): Pick<Exclusion, "code" | "reason"> | undefined {
  if (model.clouds.includes(cloud)) return exclusions.find((out) => out.slot === slot && out.cloud === cloud);
  const known = listed(model.clouds, "and");
  return { code: "CLOUD_NOT_MODELLED", reason: `the model ${model.name} knows ${known} only` };
}
