import { PAPER_FIELD_NAMES } from "@twin2multicloud/model";
import type { ScenarioFinding } from "./scenario.ts";

type Fields = Readonly<Record<string, unknown>>;

const NAMES: readonly (readonly [short: string, long: string])[] = Object.entries(PAPER_FIELD_NAMES);

/** The pairs of names of which a scenario gives both. */
const bothGiven = (given: Fields) =>
  NAMES.filter(([short, long]) => Object.hasOwn(given, short) && Object.hasOwn(given, long));

/** The fields of a scenario of which only the short name is given that the paper's artifact has for them, as a map from their long names. */
function givenShort(given: Fields, own: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    NAMES.filter(
      ([short, long]) => own.includes(long) && Object.hasOwn(given, short) && !Object.hasOwn(given, long),
    ).map(([short, long]) => [long, short]),
  );
}

/** A scenario's fields under the names of a schema. */
export interface Renamed {
  readonly fields: Fields;
  /** The path in the scenario as it was given. */
  givenPath(path: string): string;
}

/** Gives fields under the short names of the paper's artifact the names that a schema has for them (`own`), unless those are given, too. */
export function renamed(given: Fields, own: readonly string[]): Renamed {
  const shortOf = givenShort(given, own);
  const longOf = new Map([...shortOf].map(([long, short]) => [short, long]));
  return {
    fields: Object.fromEntries(
      Object.entries(given).map(([field, value]) => [longOf.get(field) ?? field, value]),
    ),
    givenPath: (path) => {
      const short = shortOf.get(path.replace(/^\$\./, ""));
      return short === undefined ? path : `$.${short}`;
    },
  };
}

/** The fields that a scenario gives under both of their names. */
export function namedTwice(given: Fields): ScenarioFinding[] {
  return bothGiven(given).map(([short, long]) => ({
    path: `$.${long}`,
    found: `${long} besides ${short}`,
    expected: `one of the two: both mean ${long}`,
  }));
}
