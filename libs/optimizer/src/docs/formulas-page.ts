import { SLOTS } from "@twin2multicloud/model";
import type { Charge, CostModel } from "../model/cost-model.ts";
import { placementOfNumber, PLACEMENTS } from "../pricing/placement.ts";
import { formulaText } from "../sheet/formula-text.ts";
import type { Cell, Input } from "../sheet/sheet.ts";

const HEAD = `# Formulas

How each cost model computes what a month costs. This page is written from the models' own descriptions by
\`npm run docs\`, and a test compares them: what stands here is what is computed.

Every line is one number of a model: its name, unit, formula, meaning and source. Formulas name other numbers of
the same model; \`price(m)\` is the flat price of meter \`m\`, \`cost(m, q)\` what a quantity \`q\` of its own costs by the bands and
the free allowance of meter \`m\` ([prices](prices.md)), \`⌈x⌉\` the next whole number. A number that is *charged to* a meter is a
quantity: all such quantities of one cloud are added up, and bands and free allowance are applied to the sum. A number
that is *charged* in dollars stands in the bill as it is. All quantities and amounts are those of one month.
`;

/** Characters that would end a table's cell or begin markup. */
const plain = (text: string): string =>
  text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");

function inputTable(inputs: readonly Input[]): string {
  const rows = inputs.map(({ name, unit, about }) => `| \`${name}\` | ${plain(unit)} | ${plain(about)} |`);
  return ["| input | unit | meaning |", "| --- | --- | --- |", ...rows].join("\n");
}

/** Every charge that a model may make: in any placement, with all switches off and all on. */
function* allCharges(model: CostModel): Generator<Charge> {
  for (let number = 0; number < PLACEMENTS; number++) {
    const placement = placementOfNumber(number);
    if (!SLOTS.every((slot) => model.clouds.includes(placement[slot]))) continue;
    for (const on of [false, true]) {
      yield* model.charges(placement, Object.fromEntries(model.switches.map((name) => [name, on])));
    }
  }
}

/** What each cell is charged to. */
function chargedTo(model: CostModel): Map<string, Set<string>> {
  const charged = new Map<string, Set<string>>();
  for (const charge of allCharges(model)) {
    const [cell, to] = "amount" in charge ? [charge.amount, "charged"] : [charge.quantity, charge.meter];
    charged.set(cell, (charged.get(cell) ?? new Set()).add(to));
  }
  return charged;
}

function cellRow(
  { name, unit, formula, about, source }: Cell,
  charged: ReadonlySet<string> | undefined,
): string {
  const meters = [...(charged ?? [])].map((to) => (to === "charged" ? "charged" : `charged to \`${to}\``));
  const meaning = [about, ...meters].join("; ");
  return `| \`${name}\` | ${plain(unit)} | ${plain(formulaText(formula))} | ${plain(meaning)} | ${plain(source)} |`;
}

function cellTable(cells: readonly Cell[], charged: ReadonlyMap<string, ReadonlySet<string>>): string {
  const head = ["| number | unit | formula | meaning | source |", "| --- | --- | --- | --- | --- |"];
  return [...head, ...cells.map((cell) => cellRow(cell, charged.get(cell.name)))].join("\n");
}

function modelSection(model: CostModel): string {
  const { name, about, sheet } = model;
  return [`## ${name}`, `${about}.`, inputTable(sheet.inputs), cellTable(sheet.cells, chargedTo(model))].join(
    "\n\n",
  );
}

/** The page that explains every formula of these models, with units and sources. */
export function formulasPage(models: readonly CostModel[]): string {
  return `${[HEAD.trimEnd(), ...models.map(modelSection)].join("\n\n")}\n`;
}
