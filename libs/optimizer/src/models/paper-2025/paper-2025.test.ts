import { expect, test } from "vitest";
import { SLOTS } from "@twin2multicloud/model";
import golden from "../../../golden/paper-2025.json" with { type: "json" };
import { placementOfNumber, placementWith, PLACEMENTS } from "../../pricing/placement.ts";
import { cellsIn, metersIn } from "../../sheet/sheet.ts";
import { cheapestFirst, priced } from "./fixtures/priced.ts";
import { PAPER_2025 } from "./paper-2025.ts";
import { PAPER_ROWS } from "./prices.ts";

const { sheet } = PAPER_2025;
const ROW_OF = new Map(PAPER_ROWS.map((row) => [row.meter, row]));
const UNIT_OF = new Map([...sheet.inputs, ...sheet.cells].map(({ name, unit }) => [name, unit]));
const CHARGES = Array.from({ length: PLACEMENTS }, (_, number) => placementOfNumber(number)).flatMap(
  (placement) => PAPER_2025.charges(placement, {}),
);

test("with a 3D scene no placement has l4 on Azure", () => {
  const placements = cheapestFirst(priced({ ...golden.scenarios.large.input, needs3DModel: true }));
  expect(placements).toHaveLength(32);
  expect(placements.filter(({ placement }) => placement.split("|")[SLOTS.indexOf("l4")] !== "aws")).toEqual(
    [],
  );
});

test("every charge has the unit of its meter, and amounts are dollars", () => {
  for (const charge of CHARGES) {
    if ("amount" in charge) expect(UNIT_OF.get(charge.amount)).toBe("USD");
    else
      expect([charge.quantity, UNIT_OF.get(charge.quantity)]).toEqual([
        charge.quantity,
        ROW_OF.get(charge.meter)?.per,
      ]);
  }
});

test("every price is read, and every cell is charged or read by another", () => {
  const meters = new Set(sheet.cells.flatMap(({ formula }) => metersIn(formula)));
  const names = new Set(sheet.cells.flatMap(({ formula }) => cellsIn(formula)));
  for (const charge of CHARGES) {
    if ("amount" in charge) names.add(charge.amount);
    else {
      names.add(charge.quantity);
      meters.add(charge.meter);
    }
  }
  expect([...meters].toSorted()).toEqual([...ROW_OF.keys()].toSorted());
  expect([...names].toSorted()).toEqual([...UNIT_OF.keys()].toSorted());
});

test("a cell names only inputs and cells before it", () => {
  const before = new Set(sheet.inputs.map(({ name }) => name));
  for (const { name, formula } of sheet.cells) {
    expect(cellsIn(formula).filter((read) => !before.has(read))).toEqual([]);
    before.add(name);
  }
});

test("a cloud bills the same whichever of the other clouds has the other slots", () => {
  for (let number = 0; number < PLACEMENTS; number += 1) {
    const placement = placementOfNumber(number);
    const swapped = placementWith(
      (slot) => ({ aws: "aws", azure: "gcp", gcp: "azure" } as const)[placement[slot]],
    );
    const awsBill = (providers: typeof placement) =>
      PAPER_2025.charges(providers, {}).filter(({ cloud }) => cloud === "aws");
    expect(awsBill(swapped)).toEqual(awsBill(placement));
  }
});

test("the catalogue in use does not matter: the model has its own prices", () => {
  expect(
    PAPER_ROWS.every(({ meter, as_of }) => meter.startsWith("paper.") && as_of.startsWith("2025-06")),
  ).toBe(true);
});
