import { CLOUDS, PROVIDER_FIELDS, SLOTS } from "@twin2multicloud/model";
import type {
  Cloud,
  Finding,
  OptimizationConfig,
  Providers,
  Slot,
  Target,
  TwinSwitch,
} from "@twin2multicloud/model";
import { builtSlots } from "@twin2multicloud/topology";
import { draftOf } from "./draft.ts";
import type { ConfigTexts, Draft, Parts } from "./draft.ts";
import { credentials } from "./rules/credentials.ts";
import { deviceIds } from "./rules/device-ids.ts";
import { deviceProperties } from "./rules/device-properties.ts";
import { events } from "./rules/events.ts";
import { hierarchy } from "./rules/hierarchy.ts";
import { processorsExist } from "./rules/processors.ts";
import { retention, retentionDays } from "./rules/retention.ts";
import type { Rule, RuleContext } from "./rules/rule.ts";
import { twinName } from "./rules/twin-name.ts";
import type { Twin, TwinDevice } from "./twin.ts";

const RULES: readonly Rule[] = [
  twinName,
  retention,
  deviceIds,
  deviceProperties,
  processorsExist,
  events,
  hierarchy,
  credentials,
];

/** What validation came to: the twin is there if no finding is an error. */
export interface ValidationResult {
  readonly findings: readonly Finding[];
  readonly twin?: Twin;
  /** The clouds in use, as far as the providers could be read. */
  readonly clouds: readonly Cloud[];
}

function providerOf(draft: Draft, slot: Slot): Cloud | undefined {
  return draft.providers[PROVIDER_FIELDS[slot]];
}

function cloudsInUse(draft: Draft): Cloud[] {
  return CLOUDS.filter((cloud) => builtSlots.some((slot) => providerOf(draft, slot) === cloud));
}

function isComplete(placed: Partial<Providers>): placed is Providers {
  return SLOTS.every((slot) => placed[slot] !== undefined);
}

function providersOf(draft: Draft): Providers | undefined {
  const placed: Partial<Providers> = Object.fromEntries(SLOTS.map((slot) => [slot, providerOf(draft, slot)]));
  return isComplete(placed) ? placed : undefined;
}

function switchedOn(optimization: Parts<OptimizationConfig>, name: TwinSwitch): boolean {
  return optimization[name] ?? optimization.result?.inputParamsUsed[name] ?? false;
}

function devicesOf(draft: Draft): TwinDevice[] {
  return draft.devices.flatMap(({ value: { id, processor, properties } }) =>
    id === undefined || properties === undefined
      ? []
      : [
          {
            id,
            ...(processor === undefined ? {} : { processor }),
            properties: Object.fromEntries(properties.map(({ name, dataType }) => [name, dataType])),
          },
        ],
  );
}

function twinOf(draft: Draft): Twin | undefined {
  const { config, optimization, credentials: given } = draft;
  const providers = providersOf(draft);
  if (!config) return undefined;
  const hotDays = retentionDays(config, "hot");
  const coldDays = retentionDays(config, "cold");
  if (!config.digital_twin_name || !providers || hotDays === undefined || coldDays === undefined)
    return undefined;
  return {
    name: config.digital_twin_name,
    providers,
    features: {
      events: switchedOn(optimization, "useEventChecking"),
      feedback: switchedOn(optimization, "returnFeedbackToDevice"),
    },
    retention: { hotDays, coldDays },
    devices: devicesOf(draft),
    accounts: { aws: given.aws, azure: given.azure, gcp: given.gcp ?? given.google },
  };
}

/**
 * Validates a twin project from the texts of its config files: all findings of all files and of the rules between them.
 * `processors` are the names that were built, or undefined while that is not known.
 */
export function validateTwin(
  texts: ConfigTexts,
  options: { target: Target; processors: readonly string[] | undefined },
): ValidationResult {
  const { draft, findings } = draftOf(texts);
  const clouds = cloudsInUse(draft);
  const context: RuleContext = { ...options, clouds, deviceCloud: providerOf(draft, "l1") };
  const known = new Set(findings.map(({ file, path }) => `${file} ${path}`));
  const further = RULES.flatMap((rule) => rule(draft, context));
  const all = [...findings, ...further.filter(({ file, path }) => !known.has(`${file} ${path}`))];
  const twin = all.some(({ severity }) => severity === "error") ? undefined : twinOf(draft);
  return { findings: all, clouds, ...(twin ? { twin } : {}) };
}
