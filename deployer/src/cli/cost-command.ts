import { isObject } from "@twin2multicloud/model";
import type { Currency, ModelName } from "@twin2multicloud/model";
import type { Refusal } from "@twin2multicloud/optimizer";
import { answer } from "../optimize/answer.ts";
import { readConfiguredTwin } from "../optimize/configured-twin.ts";
import { UNCONSTRAINED } from "../optimize/constraint-options.ts";
import { readScenario, refused } from "../optimize/read-scenario.ts";
import type { Fields } from "../optimize/read-scenario.ts";
import { MISSING_ADVICE, twinScenario } from "../optimize/twin-scenario.ts";
import { readCatalogue } from "../prices/catalogue-in-use.ts";
import type { Console } from "./context.ts";
import { answerResult, refusalResult } from "./cost-result.ts";
import type { CommandResult } from "./result.ts";
import type { Machine } from "../machine/machine.ts";

/** What `twin cost` is given. */
export interface CostOptions {
  readonly json: boolean;
  readonly twin: string;
  readonly input?: string;
  readonly model: ModelName;
  readonly currency?: Currency;
  readonly explain?: string;
  readonly report?: string;
}

async function inputFields(
  machine: Machine,
  input: string | undefined,
): Promise<{ fields: Fields | undefined } | { refusal: Refusal }> {
  if (input === undefined) return { fields: undefined };
  const scenario = await readScenario(machine, { input });
  if ("refusal" in scenario) return scenario;
  if (isObject(scenario.given)) return { fields: scenario.given };
  return refused("no object", "an object with the fields of a scenario");
}

/** Says of every field that is missing which file may give it. */
function withAdvice({ code, findings }: Refusal): Refusal {
  return {
    code,
    findings: findings.map((finding) =>
      finding.found === "nothing"
        ? { ...finding, expected: `${finding.expected}; ${MISSING_ADVICE}` }
        : finding,
    ),
  };
}

/** `twin cost`. */
export async function costCommand({ machine }: Console, options: CostOptions): Promise<CommandResult> {
  const { twin, model, input, currency, explain, report } = options;
  const configured = await readConfiguredTwin(machine, twin);
  if ("refusal" in configured) return refusalResult(configured.refusal);
  const read = await inputFields(machine, input);
  if ("refusal" in read) return refusalResult(read.refusal);
  const { given, warnings } = twinScenario(configured.draft, model, read.fields);
  const title = `What ${twin} costs as it is configured`;
  const answered = await answer(machine, {
    title,
    request: {
      model,
      given,
      constraints: UNCONSTRAINED,
      catalogue: await readCatalogue(machine),
      now: machine.clock.now(),
      placement: configured.providers,
      ...(currency && { currency }),
    },
    warnings,
    ...(explain !== undefined && { explain }),
    ...(report !== undefined && { report }),
  });
  if ("refusal" in answered) return refusalResult(withAdvice(answered.refusal));
  return answerResult(title, answered);
}
