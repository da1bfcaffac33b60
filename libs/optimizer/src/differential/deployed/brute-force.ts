import { CLOUDS } from "@twin2multicloud/model";
import type { DeployedScenario, PriceRow, Providers } from "@twin2multicloud/model";
import { topologyOf } from "@twin2multicloud/topology";
import { PATHS, priceListOf } from "../brute-force.ts";
import type { BruteForce, Path, PriceList } from "../brute-force.ts";
import { linesOf } from "./lines.ts";
import type { Effects, Month } from "./month.ts";
import { partsOf } from "./parts.ts";
import type { Part } from "./parts.ts";
import { DOLLARS } from "./slot-lines.ts";
import { hubUnits, volumesOf } from "./volumes.ts";

const AWS = 0;
const AZURE = 1;

/** The parts of all paths: each part once, and for each path the numbers of its parts. */
interface Parts {
  readonly each: readonly Part[];
  readonly ofPaths: readonly Uint16Array[];
}

function providersOf(path: Path): Providers {
  const at = (position: number) => CLOUDS[path[position] ?? 0] ?? CLOUDS[0];
  return {
    l1: at(0),
    l2: at(1),
    "l3-hot": at(2),
    "l3-cold": at(3),
    "l3-archive": at(4),
    l4: at(5),
    l5: at(6),
  };
}

function foundParts(effects: Effects): Parts {
  const numbers = new Map<string, number>();
  const each: Part[] = [];
  const numberOf = (part: Part): number => {
    const key = JSON.stringify(part);
    const number = numbers.get(key) ?? each.push(part) - 1;
    numbers.set(key, number);
    return number;
  };
  const ofPaths = PATHS.map((path) => {
    const parts = partsOf(topologyOf(providersOf(path), effects), effects);
    return Uint16Array.from(parts, numberOf);
  });
  return { each, ofPaths };
}

const known = new Map<string, Parts>();

/** The parts of all paths, found once for all scenarios whose topologies are the same. */
function partsOfPaths(effects: Effects): Parts {
  const key = JSON.stringify([effects.events, effects.feedback]);
  const parts = known.get(key) ?? foundParts(effects);
  known.set(key, parts);
  return parts;
}

function effectsOf(given: DeployedScenario): Effects {
  const events = given.useEventChecking;
  return {
    scene: given.needs3DModel,
    events,
    feedback: events && given.returnFeedbackToDevice,
    workflow: events && given.triggerNotificationWorkflow,
  };
}

/** Quantities of a month, each with the number of its meter. */
interface Quantities {
  readonly meters: Uint8Array;
  readonly quantities: Float64Array;
}

const NOTHING: Quantities = { meters: new Uint8Array(), quantities: new Float64Array() };

/** What is counted by each meter while a path is added up, and what that costs. */
interface Counters {
  numberOf(meter: string): number;
  readonly costs: readonly ((quantity: number) => number)[];
}

function countersOf(list: PriceList): Counters {
  const numbers = new Map<string, number>();
  const costs: ((quantity: number) => number)[] = [];
  const numberOf = (meter: string): number => {
    const cost = (): ((quantity: number) => number) =>
      meter === DOLLARS ? (dollars) => dollars : list.cost(meter);
    const number = numbers.get(meter) ?? costs.push(cost()) - 1;
    numbers.set(meter, number);
    return number;
  };
  return { numberOf, costs };
}

/** What a path costs: the quantities of each meter added up, then priced. */
function totalOf(parts: Uint16Array, quantitiesOf: readonly Quantities[], { costs }: Counters): number {
  const counted = new Float64Array(costs.length);
  for (const part of parts) {
    const { meters, quantities } = quantitiesOf[part] ?? NOTHING;
    for (let line = 0; line < meters.length; line++) {
      const meter = meters[line] ?? 0;
      counted[meter] = (counted[meter] ?? 0) + (quantities[line] ?? 0);
    }
  }
  let total = 0;
  for (let meter = 0; meter < counted.length; meter++) {
    const quantity = counted[meter] ?? 0;
    if (quantity !== 0) total += costs[meter]?.(quantity) ?? Number.NaN;
  }
  return total;
}

/** What is deployed, priced path by path in doubles, written from the page about the model. */
export function deployedByHand(rows: readonly PriceRow[]): BruteForce<DeployedScenario> {
  const list = priceListOf(rows);
  const counters = countersOf(list);
  return (given) => {
    const effects = effectsOf(given);
    const parts = partsOfPaths(effects);
    const month: Month = { given, v: volumesOf(given), effects, list };
    const quantitiesOf = parts.each.map((part): Quantities => {
      const lines = linesOf(part, month);
      return {
        meters: Uint8Array.from(lines, ([meter]) => counters.numberOf(meter)),
        quantities: Float64Array.from(lines, ([, quantity]) => quantity),
      };
    });
    const noHub = hubUnits(given, effects.feedback).length === 0;
    const isImpossible = (path: Path): boolean =>
      (effects.scene && path[5] !== AWS) || (noHub && path[0] === AZURE);
    const totals = Float64Array.from(PATHS, (path, number) =>
      isImpossible(path)
        ? Number.NaN
        : totalOf(parts.ofPaths[number] ?? new Uint16Array(), quantitiesOf, counters),
    );
    return { totals };
  };
}
