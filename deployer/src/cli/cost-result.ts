import type { Refusal } from "@twin2multicloud/optimizer";
import { EXIT } from "../failure.ts";
import type { Answer } from "../optimize/answer.ts";
import type { Applied } from "../optimize/apply.ts";
import { explanationText } from "../optimize/text/explanation-text.ts";
import { refusalText } from "../optimize/text/refusal-text.ts";
import { resultText } from "../optimize/text/result-text.ts";
import type { CommandResult } from "./result.ts";

/** The result of a command whose scenario is refused. */
export function refusalResult(refusal: Refusal): CommandResult {
  return { json: { error: refusal }, text: refusalText(refusal), exitCode: EXIT.badInput };
}

function appliedText({ files, changes, warnings }: Applied): string {
  const changed = changes.length > 0 ? changes : ["no slot and no switch is other than before"];
  return [`Written: ${files.join(", ")}`, ...[...changed, ...warnings].map((line) => `  ${line}`)].join("\n");
}

/** The result of a command that was answered: the optimizer's document, and what else was asked for beside it. */
export function answerResult(
  title: string,
  { result, explanation, report }: Answer,
  applied?: Applied,
): CommandResult {
  return {
    json: {
      ...result,
      ...(explanation && { explanation }),
      ...(report !== undefined && { report }),
      ...(applied && { applied }),
    },
    text: [
      resultText(title, result),
      ...(explanation ? [explanationText(explanation)] : []),
      ...(applied ? [appliedText(applied)] : []),
      ...(report === undefined ? [] : [`Report: ${report}`]),
    ].join("\n\n"),
    exitCode: EXIT.ok,
  };
}
