import { resolve } from "node:path";
import { costCurve, explain, optimize } from "@twin2multicloud/optimizer";
import type { FigureExplanation, OptimizeRequest, OptimizeResult, Refusal } from "@twin2multicloud/optimizer";
import { EXIT, Failure, failureOf } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { assumedIn } from "./report/assumed.ts";
import { curveValues, devicesOf } from "./report/curve-values.ts";
import { reportPage } from "./report/page.ts";

/** What a user asks about a scenario. */
export interface Question {
  readonly title: string;
  readonly request: OptimizeRequest;
  /** What was decided before the optimizer was asked. */
  readonly warnings: readonly string[];
  /** The figure to explain. */
  readonly explain?: string;
  /** The file to write a report to. */
  readonly report?: string;
}

/** What a question comes to. */
export interface Answer {
  readonly result: OptimizeResult;
  readonly explanation?: FigureExplanation;
  /** The absolute path of the report that was written. */
  readonly report?: string;
}

const SUGGESTIONS = 12;

function explained(request: OptimizeRequest, figure: string): FigureExplanation | undefined {
  const outcome = explain(request, figure);
  if ("explanation" in outcome) return outcome.explanation;
  if ("refusal" in outcome) return undefined;
  const near = outcome.unknown.filter((name) => name.includes(figure.toLowerCase()));
  const names = (near.length > 0 ? near : outcome.unknown).slice(0, SUGGESTIONS).join(", ");
  throw new Failure(`the model ${request.model} has no figure ${JSON.stringify(figure)}`, {
    advice: `Figures are, for example: ${names}`,
    exitCode: EXIT.badInput,
  });
}

async function writePage({ files }: Machine, path: string, page: string): Promise<void> {
  try {
    await files.write(path, page);
  } catch (error) {
    const { message, advice } = failureOf(error);
    throw new Failure(`the report cannot be written to ${path}: ${message}`, {
      advice: advice ?? "Name a file with --report, in a folder that you can write into.",
      cause: error,
    });
  }
}

async function writeReport(machine: Machine, question: Question, result: OptimizeResult): Promise<string> {
  const { title, request, report = "" } = question;
  const path = resolve(machine.folder, report);
  const devices = devicesOf(request.given);
  const bill = explained(request, "total");
  const outcome = costCurve(request, { turned: "devices", values: curveValues(devices, result.break_evens) });
  const page = reportPage({
    title,
    given: request.given,
    result,
    devices,
    curve: "points" in outcome ? outcome.points : [],
    rows: Object.values(bill?.prices ?? {}),
    assumptions: bill ? assumedIn(bill) : [],
    made_at: new Date(request.now).toISOString(),
  });
  await writePage(machine, path, page);
  return path;
}

/** Answers a question, and writes the report if one is asked for. Throws a Failure (bad input) for a figure that there is not. */
export async function answer(
  machine: Machine,
  question: Question,
): Promise<Answer | { readonly refusal: Refusal }> {
  const { request, warnings, explain: figure, report } = question;
  const explanation = figure === undefined ? undefined : explained(request, figure);
  const outcome = optimize(request);
  if ("refusal" in outcome) return outcome;
  const result = { ...outcome.result, warnings: [...warnings, ...outcome.result.warnings] };
  const path = report === undefined ? undefined : await writeReport(machine, question, result);
  return { result, ...(explanation && { explanation }), ...(path !== undefined && { report: path }) };
}
