import type { Finding, Validation } from "@twin2multicloud/model";
import { EXIT } from "../failure.ts";
import { checkProject, findingLine } from "../project.ts";
import type { CommandOptions, Console } from "./context.ts";
import type { CommandResult } from "./result.ts";

function summaryOf(findings: readonly Finding[], folder: string): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const verdict = errors === 0 ? `The twin in ${folder} is valid` : `The twin in ${folder} is not valid`;
  return `${verdict}: ${errors} error${errors === 1 ? "" : "s"}, ${warnings} warning${warnings === 1 ? "" : "s"}.`;
}

/** The result of a command for the project in a folder with these findings. */
export function findingsResult(findings: readonly Finding[], folder: string): CommandResult {
  const ok = findings.every(({ severity }) => severity !== "error");
  const json: Validation = { ok, findings: [...findings] };
  return {
    json,
    text: [...findings.map(findingLine), summaryOf(findings, folder)].join("\n"),
    exitCode: ok ? EXIT.ok : EXIT.badInput,
  };
}

/** `twin validate`. */
export async function validateCommand({ machine }: Console, options: CommandOptions): Promise<CommandResult> {
  const { findings } = await checkProject(
    machine,
    { folder: options.twin, target: options.target },
    { build: false },
  );
  return findingsResult(findings, options.twin);
}
