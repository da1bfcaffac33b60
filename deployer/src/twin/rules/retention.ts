import { RETENTION_FIELDS, twinConfigFile } from "@twin2multicloud/model";
import type { Finding, TwinConfig } from "@twin2multicloud/model";
import type { Parts } from "../draft.ts";
import { errorAt } from "../finding.ts";
import type { Rule } from "./rule.ts";

type Tier = keyof typeof RETENTION_FIELDS;

/** The days that a project gives for a tier, under whichever of the two names. */
export function retentionDays(config: Parts<TwinConfig>, tier: Tier): number | undefined {
  const [name, olderName] = RETENTION_FIELDS[tier];
  return config[name] ?? config[olderName];
}

function nameFindings(config: Parts<TwinConfig>, tier: Tier): Finding[] {
  const [name, olderName] = RETENTION_FIELDS[tier];
  const spot = { file: twinConfigFile, path: [name] };
  if (config[name] !== undefined && config[olderName] !== undefined) {
    return [errorAt(spot, `both ${name} and ${olderName}`, "one of the two names of the same setting")];
  }
  if (retentionDays(config, tier) !== undefined) return [];
  return [errorAt(spot, "nothing valid", `a number of days (${olderName} is understood as well)`)];
}

/** Both tiers have one retention each, and readings do not leave the cold tier before the hot one. */
export const retention: Rule = ({ config }) => {
  if (!config) return [];
  const names = [...nameFindings(config, "hot"), ...nameFindings(config, "cold")];
  const hot = retentionDays(config, "hot");
  const cold = retentionDays(config, "cold");
  if (hot === undefined || cold === undefined || cold >= hot) return names;
  const [name, olderName] = RETENTION_FIELDS.cold;
  const spot = { file: twinConfigFile, path: [config[name] === undefined ? olderName : name] };
  const expected = `at least ${hot} days: readings leave the hot tier at that age`;
  return [...names, errorAt(spot, `${cold} days`, expected)];
};
