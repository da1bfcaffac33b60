import { CLOUDS, FEATURES, SLOTS } from "@twin2multicloud/model";
import type { Cloud, RequiredFeature, Slot } from "@twin2multicloud/model";
import type { Constraints, Refusal, ScenarioFinding } from "@twin2multicloud/optimizer";
import { cloudNamed, slotNamed } from "./names.ts";

/** A slot and a cloud, as `l4=azure` names them. */
export interface Placed {
  readonly slot: Slot;
  readonly cloud: Cloud;
}

/** The constraints of a command line, as the user wrote them. */
export interface ConstraintOptions {
  readonly pin?: readonly string[];
  readonly forbid?: readonly string[];
  readonly residency?: readonly string[];
  readonly require?: readonly string[];
  readonly maxClouds?: string;
  readonly budget?: string;
}

/** Constraints that were understood, or everything that was not. */
export type GivenConstraints = { readonly constraints: Constraints } | { readonly refusal: Refusal };

const SLOT_AND_CLOUD = `slot=cloud with a slot of ${SLOTS.join(", ")} and a cloud of ${CLOUDS.join(", ")}`;

/** Reads `slot=cloud`; undefined when a part of it is not known. */
export function placedIn(text: string): Placed | undefined {
  const [slotText = "", cloudText = "", ...others] = text.split("=");
  const slot = slotNamed(slotText);
  const cloud = cloudNamed(cloudText);
  return slot && cloud && others.length === 0 ? { slot, cloud } : undefined;
}

function allPlaced(texts: readonly string[] = []): Placed[] {
  return texts.flatMap((text) => placedIn(text) ?? []);
}

function isFeature(text: string): text is RequiredFeature {
  return FEATURES.some((feature) => feature === text);
}

function isAmount(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text)) && Number(text) >= 0;
}

const isCount = (text: string): boolean => /^[1-9]\d*$/.test(text);

/** What an option may be. */
interface Rule {
  readonly option: string;
  readonly expected: string;
  fits(text: string): boolean;
}

const RULES = {
  pin: { option: "--pin", expected: SLOT_AND_CLOUD, fits: (text) => placedIn(text) !== undefined },
  forbid: { option: "--forbid", expected: SLOT_AND_CLOUD, fits: (text) => placedIn(text) !== undefined },
  require: { option: "--require", expected: `one of ${FEATURES.join(", ")}`, fits: isFeature },
  maxClouds: { option: "--max-clouds", expected: "a whole number from 1 on", fits: isCount },
  budget: { option: "--budget", expected: "an amount a month, a number from 0 on", fits: isAmount },
} as const satisfies Readonly<Record<string, Rule>>;

function misfits({ option, expected, fits }: Rule, texts: readonly string[] = []): ScenarioFinding[] {
  return texts
    .filter((text) => !fits(text))
    .map((text) => ({ path: `${option} ${text}`, found: JSON.stringify(text), expected }));
}

/** A slot that is pinned to two clouds cannot live on both. */
function contradictions(pins: readonly Placed[]): ScenarioFinding[] {
  return SLOTS.flatMap((slot) => {
    const [first, ...others] = new Set(pins.filter((pin) => pin.slot === slot).map(({ cloud }) => cloud));
    return others.map((cloud) => ({
      path: `--pin ${slot}=${cloud}`,
      found: `--pin ${slot}=${first} as well`,
      expected: "a slot that is pinned to one cloud",
    }));
  });
}

function findingsOf({ pin, forbid, require, maxClouds, budget }: ConstraintOptions): ScenarioFinding[] {
  return [
    ...misfits(RULES.pin, pin),
    ...contradictions(allPlaced(pin)),
    ...misfits(RULES.forbid, forbid),
    ...misfits(RULES.require, require),
    ...misfits(RULES.maxClouds, maxClouds === undefined ? [] : [maxClouds]),
    ...misfits(RULES.budget, budget === undefined ? [] : [budget]),
  ];
}

/** Reads the constraints of a command line, or refuses them with everything that is wrong with them. */
export function readConstraints(options: ConstraintOptions): GivenConstraints {
  const findings = findingsOf(options);
  if (findings.length > 0) return { refusal: { code: "CONSTRAINTS_INVALID", findings } };
  const { pin, forbid, residency = [], require = [], maxClouds, budget } = options;
  return {
    constraints: {
      pin: Object.fromEntries(allPlaced(pin).map(({ slot, cloud }) => [slot, cloud])),
      forbid: allPlaced(forbid),
      residency,
      require: require.filter(isFeature),
      ...(maxClouds !== undefined && { maxClouds: Number(maxClouds) }),
      ...(budget !== undefined && { budget: Number(budget) }),
    },
  };
}

/** No constraints at all. */
export const UNCONSTRAINED: Constraints = { pin: {}, forbid: [], residency: [], require: [] };
