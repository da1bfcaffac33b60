import type { PriceRow } from "@twin2multicloud/model";
import type { ExplainedLine, FigureExplanation } from "@twin2multicloud/optimizer";
import { money, quantity } from "../amounts.ts";
import { bandWords, freeWords } from "../words.ts";
import { WIDTH } from "./columns.ts";

/** Numbers below this depth are named only; they can be explained on their own. */
const DEPTH = 6;

const INDENT = "  ";

/** Breaks a line before `WIDTH`; what follows stands one step further in. */
function indented(text: string, depth: number): string[] {
  const lines: string[] = [];
  let line = INDENT.repeat(depth);
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = INDENT.repeat(depth + 2) + word;
    } else line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

function priceLines(row: PriceRow, depth: number): string[] {
  const doubt = row.suspicious === undefined ? [] : indented(`suspicious: ${row.suspicious}`, depth + 1);
  const price = `${bandWords(row)} USD per ${row.per}`;
  const words = `price ${row.meter}: ${[price, freeWords(row)].filter((part) => part !== "").join(", ")}`;
  const origin = `as of ${row.as_of.slice(0, 10)}, ${row.provenance}, ${row.source}`;
  return [...indented(words, depth), ...indented(origin, depth + 1), ...doubt];
}

/** Writes a number or a price by its name, so deep. */
type Writer = (name: string, depth: number) => string[];

/** Writes prices, each in full only where it is named first. */
function priceWriter({ prices }: FigureExplanation): Writer {
  const written = new Set<string>();
  return (meter, depth) => {
    const row = prices[meter];
    if (!row) return [];
    if (written.has(meter)) return indented(`price ${meter} (see above)`, depth);
    written.add(meter);
    return priceLines(row, depth);
  };
}

/** Writes numbers with what they are made of, each in full only where it is named first. */
function numberWriter({ numbers }: FigureExplanation, writePrice: Writer): Writer {
  const written = new Set<string>();
  const write: Writer = (name, depth) => {
    const number = numbers[name];
    if (!number) return [];
    const value = `${name} = ${quantity(number.value)} ${number.unit}`;
    if (written.has(name)) return indented(`${value} (see above)`, depth);
    if (depth > DEPTH && number.reads.length > 0)
      return indented(`${value} (ask for it with --explain ${name})`, depth);
    written.add(name);
    const { formula } = number;
    return [
      ...indented(`${value}: ${number.about}`, depth),
      ...(formula ? indented(`= ${formula.text}`, depth + 1) : []),
      ...(formula ? indented(`source: ${formula.source}`, depth + 1) : []),
      ...number.reads.flatMap((read) => write(read, depth + 1)),
      ...number.prices.flatMap((meter) => writePrice(meter, depth + 1)),
    ];
  };
  return write;
}

function poolWords({ metered, amount }: ExplainedLine, unit: string): string[] {
  if (!metered || metered.pool_quantity === metered.quantity) return [];
  const { pool, pool_quantity, pool_amount } = metered;
  const share = `${money(amount)} of ${money(pool_amount)} ${unit}`;
  return [`its part of the pool ${pool} with ${quantity(pool_quantity)} in all: ${share}`];
}

function lineText(line: ExplainedLine, unit: string, writers: { number: Writer; price: Writer }): string[] {
  const { place, component, cloud, amount, number, metered } = line;
  return [
    "",
    `${place}, ${component} on ${cloud}: ${money(amount)} ${unit}`,
    ...writers.number(number, 1),
    ...(metered ? writers.price(metered.price, 1) : []),
    ...poolWords(line, unit).flatMap((words) => indented(words, 1)),
  ];
}

/** Where a figure comes from, as text of at most 120 columns: lines that cost something, down to inputs and prices. */
export function explanationText(explanation: FigureExplanation): string {
  const { of, value, unit, lines, rate } = explanation;
  const price = priceWriter(explanation);
  const writers = { price, number: numberWriter(explanation, price) };
  const costly = lines.filter(({ amount }) => amount !== 0);
  const free = lines.filter(({ amount }) => amount === 0);
  const places = [...new Set(free.map(({ place, component }) => `${place}, ${component}`))];
  return [
    `Where ${of} comes from: ${lines.length > 0 ? money(value) : quantity(value)} ${unit}`,
    ...(rate
      ? indented(`1 USD = ${rate.usd_to_eur} EUR as of ${rate.as_of.slice(0, 10)}, ${rate.source}`, 1)
      : []),
    ...(lines.length > 0 ? [] : writers.number(of, 1)),
    ...costly.flatMap((line) => lineText(line, unit, writers)),
    ...(places.length > 0 ? ["", ...indented(`These cost nothing here: ${places.join("; ")}`, 0)] : []),
  ].join("\n");
}
