import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Cloud, Slot } from "@twin2multicloud/model";
import type { Constraints } from "../search/constraints.ts";
import type { Path } from "./brute-force.ts";
import type { Random } from "./random.ts";

const someCloud = (random: Random): Cloud => random.pick([...CLOUDS]);
const someSlot = (random: Random): Slot => random.pick([...SLOTS]);

const NONE: Constraints = { pin: {}, forbid: [], residency: [], require: [] };

/** Some demands or, every other time, none; they may leave no placement. */
export function randomConstraints(random: Random): Constraints {
  if (random.chance(0.5)) return NONE;
  const pins = random.pick([0, 0, 0, 1, 2]);
  const bans = random.pick([0, 0, 1, 2]);
  return {
    pin: Object.fromEntries(Array.from({ length: pins }, () => [someSlot(random), someCloud(random)])),
    forbid: Array.from({ length: bans }, () => ({ slot: someSlot(random), cloud: someCloud(random) })),
    residency: random.pick([[], [], [], ["DE"], ["DE", "NL"], ["europe-west1", "BE", "DE"], ["EU"]]),
    require: random.pick([[], [], [], ["mqtt-devices"], ["3d-scene"]]),
    ...(random.chance(0.3) && { maxClouds: random.whole(1, 3) }),
  };
}

/** The countries and regions of the shipped prices, cloud by cloud. */
const PLACES = [
  ["eu-central-1", "DE", "EU"],
  ["westeurope", "NL", "EU"],
  ["europe-west1", "BE", "EU"],
];

/** Tells whether a path keeps all demands, read off the words of the demands. */
export function keeps(path: Path, { pin, forbid, residency, require, maxClouds }: Constraints): boolean {
  const at = (slot: Slot): Cloud => CLOUDS[path[SLOTS.indexOf(slot)] ?? 0] ?? "aws";
  for (const slot of SLOTS) if (pin[slot] !== undefined && at(slot) !== pin[slot]) return false;
  for (const { slot, cloud } of forbid) if (at(slot) === cloud) return false;
  for (const cloud of path) {
    if (residency.length > 0 && !PLACES[cloud]?.some((word) => residency.includes(word))) return false;
  }
  if (require.includes("mqtt-devices") && at("l1") === "gcp") return false;
  if (require.includes("3d-scene") && at("l4") !== "aws") return false;
  return maxClouds === undefined || new Set(path).size <= maxClouds;
}
