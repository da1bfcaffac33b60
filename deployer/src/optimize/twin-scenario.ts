import {
  iotDevicesFile,
  optimizationFile,
  MODEL_FIELDS,
  PAPER_FIELD_NAMES,
  RETENTION_FIELDS,
  TIER_FIELDS,
  twinConfigFile,
} from "@twin2multicloud/model";
import type { ModelName } from "@twin2multicloud/model";
import type { Draft } from "../twin/draft.ts";
import { retentionDays } from "../twin/rules/retention.ts";
import type { Fields } from "./read-scenario.ts";
import { SWITCHES, switchIn } from "./twin-switches.ts";

/** A scenario's fields, and what was decided while they were put together. */
export interface TwinScenario {
  readonly given: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

const LONG_NAMES = new Map<string, string>(Object.entries(PAPER_FIELD_NAMES));

/** The twin's own files are compared with fields by their long names; a short name beside its long one stays for the model to judge. */
function longNamed(fields: Fields): Fields {
  const nameOf = (field: string): string => {
    const long = LONG_NAMES.get(field);
    return long === undefined || Object.hasOwn(fields, long) ? field : long;
  };
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [nameOf(field), value]));
}

function withDevices(fields: Fields, { devices }: Draft): TwinScenario {
  if (fields["numberOfDevices"] !== undefined || devices.length === 0) return { given: fields, warnings: [] };
  const warning = `numberOfDevices is not given: the ${devices.length} devices of ${iotDevicesFile.name} are counted`;
  return { given: { ...fields, numberOfDevices: devices.length }, warnings: [warning] };
}

/** What the twin is switched to wins over what a scenario says of the same switch. */
function withSwitches(fields: Fields, { optimization }: Draft): TwinScenario {
  const set = SWITCHES.flatMap((name) => {
    const value = switchIn(optimization, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const warnings = set
    .filter(([name, value]) => fields[name] !== undefined && fields[name] !== value)
    .map(([name, value]) => `${name} is ${value} in ${optimizationFile.name}, which wins over the scenario`);
  return { given: { ...fields, ...Object.fromEntries(set) }, warnings };
}

/** A switch that is off asks for nothing, so that a model which does not know it need not warn of it. */
function withoutIdleSwitches(fields: Fields, model: ModelName): Fields {
  const idle: readonly string[] = SWITCHES.filter(
    (name) => fields[name] === false && !MODEL_FIELDS[model].includes(name),
  );
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !idle.includes(name)));
}

const [SHORTEST_MONTH, LONGEST_MONTH] = [30, 31];

/** Whether a scenario's months mean these days; a month may have 30 or 31. */
function agrees(months: unknown, days: number): boolean {
  if (typeof months !== "number") return months === undefined;
  return days >= months * SHORTEST_MONTH && days <= months * LONGEST_MONTH;
}

function retentionWarning(
  tier: "hot" | "cold",
  fields: Fields,
  days: { age: number; inTier: number },
): string[] {
  const [months, name, olderName] = TIER_FIELDS[tier];
  const others = [fields[name], fields[olderName]].filter((age) => age !== undefined && age !== days.age);
  if (agrees(fields[months], days.inTier) && others.length === 0) return [];
  const said = others.length > 0 ? `${name} of the scenario` : `${months} of the scenario`;
  return [
    `${said} is not used: by ${twinConfigFile.name} readings leave the ${tier} tier at ${days.age} days, after ${days.inTier} days in it`,
  ];
}

/** Retention as the twin's own file sets it wins over what a scenario says, under whichever name. */
function withRetention(fields: Fields, { config }: Draft): TwinScenario {
  const hot = config && retentionDays(config, "hot");
  const cold = config && retentionDays(config, "cold");
  if (hot === undefined || cold === undefined) return { given: fields, warnings: [] };
  const replaced: readonly string[] = [...TIER_FIELDS.hot, ...TIER_FIELDS.cold];
  const kept = Object.entries(fields).filter(([name]) => !replaced.includes(name));
  return {
    given: { ...Object.fromEntries(kept), [RETENTION_FIELDS.hot[0]]: hot, [RETENTION_FIELDS.cold[0]]: cold },
    warnings: [
      ...retentionWarning("hot", fields, { age: hot, inTier: hot }),
      ...retentionWarning("cold", fields, { age: cold, inTier: cold - hot }),
    ],
  };
}

/**
 * The scenario of a twin as it is configured: the numbers of `fields`, else of its `config_optimization.json`; its switches,
 * its devices where their number is not given, and for the model `deployed` its retention in days; without switches that
 * are off and that the model does not know.
 */
export function twinScenario(draft: Draft, model: ModelName, fields?: Fields): TwinScenario {
  const numbers = longNamed(fields ?? draft.optimization.result?.inputParamsUsed ?? {});
  const counted = withDevices(numbers, draft);
  const switched = withSwitches(counted.given, draft);
  const kept = model === "deployed" ? withRetention(switched.given, draft) : { ...switched, warnings: [] };
  const given = withoutIdleSwitches(kept.given, model);
  return { given, warnings: [...counted.warnings, ...switched.warnings, ...kept.warnings] };
}

/** Who may give a field that no file of the twin gives. */
export const MISSING_ADVICE = `${optimizationFile.name} (result.inputParamsUsed) or --input may give it`;
