import { predecessorScenarioSchema } from "@twin2multicloud/model";
import type { TwinMakerContext } from "@twin2multicloud/model";
import type { Exclusion, Figures, Limits, ModelContext } from "../../model/cost-model.ts";
import type { Refusal, Scenario } from "../../model/scenario.ts";
import { exact } from "../../exact.ts";
import { BILLED_MESSAGES, MOST_MESSAGES } from "./iot-hub.ts";
import { twinMakerComplaint } from "./twin-maker.ts";

const NOT_ON_GCP: readonly Exclusion[] = (["l4", "l5"] as const).map((slot) => ({
  cloud: "gcp",
  slot,
  code: "UNSUPPORTED",
  reason: `the predecessor knows no ${slot} on Google Cloud`,
}));

function contextIn({ given }: Scenario): TwinMakerContext | null | undefined {
  const context = given["providerPricingContexts"];
  return predecessorScenarioSchema.shape.providerPricingContexts.parse(context)?.awsTwinMaker;
}

/** The predecessor fails as a whole when no hub takes the messages, even where Azure would not be chosen. */
function overflow(figures: Figures): Refusal | undefined {
  const billed = figures(BILLED_MESSAGES);
  if (billed.compare(exact(MOST_MESSAGES)) <= 0) return undefined;
  const finding = {
    path: "$.numberOfDevices",
    found: `${billed.ceil().toString()} messages of 4 KiB a month`,
    expected: `at most ${MOST_MESSAGES}, what ten units S3 of IoT Hub take: fewer devices, smaller messages or a longer interval`,
  };
  return { code: "IOT_HUB_CAPACITY_EXCEEDED", findings: [finding] };
}

/** What the predecessor cannot price. */
export function limitsOf(scenario: Scenario, figures: Figures, { catalogue, now }: ModelContext): Limits {
  const aws = catalogue.clouds.aws;
  const complaint = twinMakerComplaint({ context: contextIn(scenario), aws, now });
  const onAws: Exclusion[] = complaint ? [{ cloud: "aws", slot: "l4", ...complaint }] : [];
  const refusal = overflow(figures);
  return { exclusions: [...onAws, ...NOT_ON_GCP], warnings: [], ...(refusal && { refusal }) };
}
