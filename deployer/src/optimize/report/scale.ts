/** A logarithmic axis: where a value stands, and which values are written at it. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
}

const exponentOf = (value: number): number => Math.floor(Math.log10(value) + 1e-9);

/** Powers of ten from `least` to `most`; with less than three of them also their halves and fifths. */
function ticksBetween(least: number, most: number): number[] {
  const exponents = Array.from(
    { length: exponentOf(most) - exponentOf(least) + 1 },
    (_, index) => exponentOf(least) + index,
  );
  const steps = exponents.length > 3 ? [1] : [1, 2, 5];
  return exponents
    .flatMap((exponent) => steps.map((step) => Number(`${step}e${exponent}`)))
    .filter((tick) => tick >= least && tick <= most);
}

/** An axis from `least` to `most`, both above zero, on positions `from` to `to`; values beyond its ends stand at the ends. */
export function logScale(
  [least, most]: readonly [least: number, most: number],
  [from, to]: readonly [from: number, to: number],
): Scale {
  const width = Math.log(most / least) || 1;
  const position = (value: number): number => {
    const within = Math.min(Math.max(value, least), most);
    return from + ((to - from) * Math.log(within / least)) / width;
  };
  return Object.assign(position, { ticks: ticksBetween(least, most) });
}

/** The powers of ten around some values above zero. */
export function decadesAround(values: readonly number[]): readonly [least: number, most: number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const least = 10 ** exponentOf(low);
  const most = 10 ** Math.ceil(Math.log10(high) - 1e-9);
  return [least, most > least ? most : least * 10];
}
