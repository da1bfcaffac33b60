import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Cloud, Slot } from "@twin2multicloud/model";
import type { Constraints, RequiredFeature } from "@twin2multicloud/optimizer";
import { EXIT, Failure } from "../failure.ts";
import { cloudNamed, slotNamed } from "./names.ts";

/** A slot and a cloud, as `l4=azure` names them. */
export interface Placed {
  readonly slot: Slot;
  readonly cloud: Cloud;
}

/** The constraints of a command line. */
export interface ConstraintOptions {
  readonly pin: readonly Placed[];
  readonly forbid: readonly Placed[];
  readonly residency: readonly string[];
  readonly require: readonly RequiredFeature[];
  readonly maxClouds?: number;
  readonly budget?: number;
}

/** Reads `slot=cloud`. Throws a RangeError that says what was expected. */
export function placedIn(text: string): Placed {
  const [slotText = "", cloudText = "", ...others] = text.split("=");
  const slot = slotNamed(slotText);
  const cloud = cloudNamed(cloudText);
  if (slot && cloud && others.length === 0) return { slot, cloud };
  throw new RangeError(
    `expected slot=cloud with a slot of ${SLOTS.join(", ")} and a cloud of ${CLOUDS.join(", ")}`,
  );
}

function pinned(pins: readonly Placed[]): Constraints["pin"] {
  const pin: Partial<Record<Slot, Cloud>> = {};
  for (const { slot, cloud } of pins) {
    const other = pin[slot];
    if (other && other !== cloud) {
      const message = `--pin ${slot}=${other} and --pin ${slot}=${cloud} contradict each other`;
      throw new Failure(message, { advice: "Pin a slot to one cloud.", exitCode: EXIT.badInput });
    }
    pin[slot] = cloud;
  }
  return pin;
}

/** The constraints that options come to. Throws a Failure (bad input) when a slot is pinned to two clouds. */
export function constraintsOf({ pin, maxClouds, budget, ...others }: ConstraintOptions): Constraints {
  return {
    pin: pinned(pin),
    forbid: others.forbid,
    residency: others.residency,
    require: others.require,
    ...(maxClouds === undefined ? {} : { maxClouds }),
    ...(budget === undefined ? {} : { budget }),
  };
}

/** No constraints at all. */
export const UNCONSTRAINED: Constraints = { pin: {}, forbid: [], residency: [], require: [] };
