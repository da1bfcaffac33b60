import { PAPER_FIELD_NAMES, paperScenarioSchema } from "@twin2multicloud/model";
import type { PaperScenario } from "@twin2multicloud/model";
import { exact } from "../../exact.ts";
import { readScenarioWith } from "../../model/read-scenario.ts";
import type { Scenario, ScenarioFinding, ScenarioReading } from "../../model/scenario.ts";

const ALIASES = new Map<string, string>(Object.entries(PAPER_FIELD_NAMES));

interface Renamed {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The name under which the scenario gives a field. */
  readonly givenAs: ReadonlyMap<string, string>;
  readonly twice: readonly ScenarioFinding[];
}

/** Gives every field the predecessor's name. */
function renamed(given: object): Renamed {
  const fields: Record<string, unknown> = {};
  const givenAs = new Map<string, string>();
  const twice: ScenarioFinding[] = [];
  for (const [field, value] of Object.entries(given)) {
    const name = ALIASES.get(field) ?? field;
    const other = givenAs.get(name);
    if (other !== undefined) {
      twice.push({
        path: `$.${field}`,
        found: `${field} besides ${other}`,
        expected: `one of the two: both mean ${name}`,
      });
    }
    givenAs.set(name, field);
    fields[name] = value;
  }
  return { fields, givenAs, twice };
}

function inputsOf(values: PaperScenario): Scenario["inputs"] {
  return {
    devices: exact(values.numberOfDevices),
    interval: exact(values.deviceSendingIntervalInMinutes),
    "message-size": exact(values.averageSizeOfMessageInKb),
    hot: exact(values.hotStorageDurationInMonths),
    cold: exact(values.coolStorageDurationInMonths),
    archive: exact(values.archiveStorageDurationInMonths),
    refreshes: exact(values.dashboardRefreshesPerHour),
    "active-hours": exact(values.dashboardActiveHoursPerDay),
    editors: exact(values.amountOfActiveEditors),
    viewers: exact(values.amountOfActiveViewers),
    entities: exact(values.entityCount),
  };
}

const isFields = (given: unknown): given is Record<string, unknown> =>
  typeof given === "object" && given !== null && !Array.isArray(given);

/**
 * Reads a scenario under the artifact's short names or the predecessor's names. Both names of one thing at once are a
 * finding, like everything that the schema does not take.
 */
export function readPaperScenario(given: unknown): ScenarioReading {
  const scenario = isFields(given) ? given : {};
  const { fields, givenAs, twice } = renamed(scenario);
  const read = readScenarioWith(paperScenarioSchema, isFields(given) ? fields : given, {
    model: "paper-2025",
  });
  const wrong = "refusal" in read ? read.refusal.findings : [];
  const findings = [
    ...twice,
    ...wrong.map((finding) => ({ ...finding, path: pathIn(givenAs, finding.path) })),
  ];
  if ("refusal" in read || findings.length > 0) {
    return { refusal: { code: "SCENARIO_INVALID", findings } };
  }
  const { values, warnings } = read;
  const { currency, needs3DModel } = values;
  return {
    scenario: { currency, inputs: inputsOf(values), flags: { needs3DModel }, given: scenario },
    warnings: [...warnings, ...orderWarnings(values)],
  };
}

/** A path in the scenario as it was given. */
function pathIn(givenAs: ReadonlyMap<string, string>, path: string): string {
  const given = givenAs.get(path.replace(/^\$\./, ""));
  return given === undefined ? path : `$.${given}`;
}

/** The artifact takes only storage times that do not fall from tier to tier; the formulas do not need that. */
function orderWarnings(values: PaperScenario): string[] {
  const { hotStorageDurationInMonths: hot, coolStorageDurationInMonths: cold } = values;
  const archive = values.archiveStorageDurationInMonths;
  if (hot <= cold && cold <= archive) return [];
  return [
    `the paper's artifact would refuse storage times of ${hot}, ${cold} and ${archive} months: it expects hot <= cold <= archive`,
  ];
}
