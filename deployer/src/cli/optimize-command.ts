import type { Currency, ModelName } from "@twin2multicloud/model";
import { EXIT, Failure } from "../failure.ts";
import { answer } from "../optimize/answer.ts";
import { applyResult, readTwinTexts } from "../optimize/apply.ts";
import { readConstraints } from "../optimize/constraint-options.ts";
import type { ConstraintOptions } from "../optimize/constraint-options.ts";
import { readScenario } from "../optimize/read-scenario.ts";
import type { Preset, ScenarioSource } from "../optimize/read-scenario.ts";
import { readCatalogue } from "../prices/catalogue-in-use.ts";
import type { Console } from "./context.ts";
import { answerResult, refusalResult } from "./cost-result.ts";
import type { CommandResult } from "./result.ts";

/** What `twin optimize` is given. */
export interface OptimizeOptions extends ConstraintOptions {
  readonly json: boolean;
  readonly input?: string;
  readonly preset?: Preset;
  readonly model: ModelName;
  readonly currency?: Currency;
  readonly explain?: string;
  readonly report?: string;
  readonly apply: boolean;
  readonly twin?: string;
}

const mistake = (message: string, advice: string): Failure =>
  new Failure(message, { advice, exitCode: EXIT.badInput });

function sourceOf({ input, preset }: OptimizeOptions): ScenarioSource {
  if (input !== undefined) return { input };
  if (preset !== undefined) return { preset };
  throw mistake(
    "no scenario is given",
    "Name a file with --input (- is stdin), or a shipped one with --preset.",
  );
}

/** The folder to write into; undefined when nothing is to be written. */
function target({ apply, twin }: OptimizeOptions): string | undefined {
  if (!apply) return undefined;
  if (twin !== undefined) return twin;
  throw mistake(
    "--apply does not know which twin to write into",
    "Name the folder of a twin project with --twin.",
  );
}

/** A twin that is named in vain is worth a warning. */
function ignoredTwin({ apply, twin }: OptimizeOptions): string[] {
  if (apply || twin === undefined) return [];
  return [`--twin ${twin} has no effect without --apply: nothing is written into it`];
}

/** `twin optimize`. */
export async function optimizeCommand(
  { machine, progress }: Console,
  options: OptimizeOptions,
): Promise<CommandResult> {
  const folder = target(options);
  if (folder !== undefined) await readTwinTexts(machine, folder);
  const read = readConstraints(options);
  if ("refusal" in read) return refusalResult(read.refusal);
  const scenario = await readScenario(machine, sourceOf(options));
  if ("refusal" in scenario) return refusalResult(scenario.refusal);
  const { model, currency, explain, report } = options;
  const { name, given } = scenario;
  const title = `Cheapest placement of ${name}`;
  const catalogue = await readCatalogue(machine);
  const now = machine.clock.now();
  const answered = await answer(machine, {
    title,
    request: { model, given, constraints: read.constraints, catalogue, now, ...(currency && { currency }) },
    warnings: ignoredTwin(options),
    ...(explain !== undefined && { explain }),
    ...(report !== undefined && { report }),
  });
  if ("refusal" in answered) return refusalResult(answered.refusal);
  const { result } = answered;
  const applied = folder === undefined ? undefined : await applyResult(machine, folder, { given, result });
  for (const warning of applied?.warnings ?? []) progress.note(warning);
  return answerResult(title, answered, applied);
}
