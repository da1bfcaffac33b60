import { CLOUDS, SECRET_ENVIRONMENT, SLOTS } from "@twin2multicloud/model";
import { topologyOf } from "@twin2multicloud/topology";
import type { PlacedFunction } from "@twin2multicloud/topology";
import { describe, expect, test } from "vitest";
import { isMeterId, METERS } from "../../catalogue/meters.ts";
import type { Charge } from "../../model/cost-model.ts";
import { cellsIn } from "../../sheet/sheet.ts";
import { nameOfPlacement } from "../../pricing/placement.ts";
import { switchesOf } from "./charges.ts";
import { DEPLOYED } from "./deployed.ts";
import { EVERY_PLACEMENT } from "./fixtures.ts";
import { secretsOf } from "./function-charges.ts";
import { workOf } from "./function-work.ts";

const OFF = Object.fromEntries(DEPLOYED.switches.map((name) => [name, false]));
const ON = Object.fromEntries(DEPLOYED.switches.map((name) => [name, true]));
const FLAGS = [OFF, ON, { ...OFF, useEventChecking: true }];

const cells = new Map(DEPLOYED.sheet.cells.map((cell) => [cell.name, cell]));
/** How often each text occurs. */
function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

const cellOf = (charge: Charge): string => ("amount" in charge ? charge.amount : charge.quantity);
const every = FLAGS.flatMap((flags) =>
  EVERY_PLACEMENT.map((placement) => ({
    placement,
    topology: topologyOf(placement, switchesOf(flags)),
    charges: DEPLOYED.charges(placement, flags),
  })),
);

/** All charges that occur, each once. */
const occurring = [
  ...new Map(every.flatMap(({ charges }) => charges.map((charge) => [cellOf(charge), charge]))).values(),
];

describe("the sheet", () => {
  test("counts every charge in the unit of its meter", () => {
    for (const charge of occurring) {
      const unit = cells.get(cellOf(charge))?.unit;
      if ("amount" in charge) expect(unit).toBe("USD");
      else
        expect([charge.quantity, unit]).toEqual([
          charge.quantity,
          isMeterId(charge.meter) && METERS[charge.meter].per,
        ]);
    }
  });

  test("charges the meters of the cloud that bills", () => {
    for (const charge of occurring) {
      if (!("amount" in charge)) expect(charge.meter.startsWith(`${charge.cloud}.`)).toBe(true);
    }
  });

  test("reads no meter that holds a value of the predecessor", () => {
    expect(occurring.filter((charge) => "meter" in charge && charge.meter.endsWith("-baseline"))).toEqual([]);
  });

  test("has no number that no charge comes from", () => {
    const used = new Set<string>();
    const use = (name: string): void => {
      const cell = cells.get(name);
      if (!cell || used.has(name)) return;
      used.add(name);
      for (const part of cellsIn(cell.formula)) use(part);
    };
    for (const charge of occurring) use(cellOf(charge));
    expect([...cells.keys()].filter((name) => !used.has(name))).toEqual([]);
  });

  test("says where every number comes from, and stays small enough to be solved in no time", () => {
    for (const cell of cells.values()) expect([cell.name, cell.about, cell.source]).not.toContain("");
    expect(cells.size).toBeLessThanOrEqual(350);
  });
});

describe("in all 2,187 placements, with and without events", () => {
  const runsOn = ({ name, cloud }: PlacedFunction): string => `${cloud}.${workOf(name, cloud)}.runs`;

  test("every function is charged for each of its runs", () => {
    const differing = every.flatMap(({ placement, topology, charges }) => {
      const charged = charges.filter(
        ({ place }) => place.component !== "event-action" && place.component !== "twin-service",
      );
      const wanted = counted(topology.functions.map(runsOn));
      const found = counted(charged.map(cellOf));
      return [...wanted]
        .filter(([cell, count]) => found.get(cell) !== count)
        .map(([cell, count]) => `${nameOfPlacement(placement)}: ${cell} ${found.get(cell)}, not ${count}`);
    });
    expect(differing).toEqual([]);
  });

  test("every function of a name of its own shows in the bill", () => {
    const missing = every.flatMap(({ placement, topology, charges }) => {
      const components = new Set(charges.map(({ cloud, place }) => `${cloud} ${place.component}`));
      return topology.functions
        .filter(({ name, cloud }) => !components.has(`${cloud} ${name}`))
        .map(({ name, cloud }) => `${nameOfPlacement(placement)}: ${name} on ${cloud}`);
    });
    expect(missing).toEqual([]);
  });

  test("every connector between clouds makes data leave both ends, and nothing else crosses but dashboards", () => {
    for (const { placement, topology, charges } of every) {
      const cloudOf = new Map(topology.functions.map(({ name, cloud }) => [name, cloud]));
      const ends = topology.edges
        .filter(({ kind, from, to }) => kind === "connector" && cloudOf.get(from) !== cloudOf.get(to))
        .flatMap(({ from, to }) => [String(cloudOf.get(from)), String(cloudOf.get(to))]);
      const egress = charges.filter(
        ({ place }) => place.kind === "edge" && place.part === "egress" && place.edge !== "l4_l5",
      );
      expect([nameOfPlacement(placement), egress.map(({ cloud }) => cloud).sort()]).toEqual([
        nameOfPlacement(placement),
        ends.sort(),
      ]);
    }
  });

  test("every hop has its queue and an alarm on its dead letters, and the first one stands before the dispatcher", () => {
    for (const { topology, charges } of every) {
      const hops = topology.edges.filter(({ kind }) => kind === "hop").length + 1;
      const schedules = topology.functions.filter(({ trigger }) => trigger === "schedule").length;
      const named = (component: string): number =>
        charges.filter(({ place }) => place.component === component).length;
      expect([named("hops"), named("alarms")]).toEqual([hops, hops + schedules]);
    }
  });

  test("a function has at least the secrets that its environment names", () => {
    const secrets: readonly string[] = SECRET_ENVIRONMENT;
    const lacking = every.slice(0, EVERY_PLACEMENT.length).flatMap(({ placement, topology }) =>
      topology.functions
        .filter((placed) => {
          const named = placed.environment.filter((variable) => secrets.includes(variable)).length;
          return secretsOf(placed, topology) < named;
        })
        .map(({ name }) => `${nameOfPlacement(placement)}: ${name}`),
    );
    expect(lacking).toEqual([]);
  });

  test("what a cloud bills depends on the slots that stand on it and on where l4 stands, and on nothing else", () => {
    const bills = new Map<string, string>();
    const differing: string[] = [];
    for (const [index, { placement, charges }] of every.entries()) {
      for (const cloud of CLOUDS) {
        const slots = SLOTS.filter((slot) => placement[slot] === cloud).join();
        if (slots === "") continue;
        const key = `${Math.floor(index / EVERY_PLACEMENT.length)} ${cloud} ${slots} ${placement.l4}`;
        const bill = JSON.stringify(charges.filter((charge) => charge.cloud === cloud));
        if ((bills.get(key) ?? bill) !== bill) differing.push(`${key}: ${nameOfPlacement(placement)}`);
        bills.set(key, bill);
      }
    }
    expect(differing).toEqual([]);
    expect(bills.size).toBeGreaterThan(1000);
  });

  test("a cloud without a slot bills nothing", () => {
    for (const { topology, charges } of every) {
      expect(charges.filter(({ cloud }) => !topology.clouds.includes(cloud))).toEqual([]);
    }
  });
});
