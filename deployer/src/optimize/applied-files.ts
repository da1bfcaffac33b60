import {
  optimizationFile,
  optimizationSchema,
  PROVIDER_FIELDS,
  providersConfigFile,
  SLOTS,
} from "@twin2multicloud/model";
import { PAPER_FIELD_NAMES } from "@twin2multicloud/model";
import { SLOT_KEYS } from "@twin2multicloud/optimizer";
import type { OptimizeResult } from "@twin2multicloud/optimizer";
import { placementName, providersIn } from "./names.ts";
import { fieldsOf } from "./read-scenario.ts";

const textOf = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const isPaperField = (field: string): field is keyof typeof PAPER_FIELD_NAMES =>
  Object.hasOwn(PAPER_FIELD_NAMES, field);

/** The fields of a scenario as `config_optimization.json` takes them, and the names of those that it does not take. */
export function inputParamsOf(given: unknown): { inputs: Record<string, unknown>; leftOut: string[] } {
  const inputs: Record<string, unknown> = {};
  const leftOut: string[] = [];
  for (const [field, value] of Object.entries(fieldsOf(given))) {
    const name = isPaperField(field) ? PAPER_FIELD_NAMES[field] : field;
    const taken = optimizationSchema.safeParse({ result: { inputParamsUsed: { [name]: value } } }).success;
    if (taken) inputs[name] = value;
    else leftOut.push(field);
  }
  return { inputs, leftOut };
}

function providersText(result: OptimizeResult): string {
  const providers = providersIn(result);
  return textOf(Object.fromEntries(SLOTS.map((slot) => [PROVIDER_FIELDS[slot], providers[slot]])));
}

function optimizationText(given: unknown, result: OptimizeResult): string {
  const { model, currency, total, placement, edges, movers, prices } = result;
  const layers = SLOTS.map((slot) => {
    const key = SLOT_KEYS[slot];
    return [key, result.layers[placement[key]][key].cost] as const;
  });
  return textOf({
    result: {
      inputParamsUsed: inputParamsOf(given).inputs,
      model,
      path: placementName(result),
      total,
      currency,
      layers: Object.fromEntries(layers),
      edges,
      movers,
      prices,
    },
  });
}

/** The two files of a twin that hold a result, by name: where its slots live, and what was calculated for which scenario. */
export function appliedTexts(given: unknown, result: OptimizeResult): Record<string, string> {
  return {
    [providersConfigFile.name]: providersText(result),
    [optimizationFile.name]: optimizationText(given, result),
  };
}
