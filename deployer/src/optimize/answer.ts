import { resolve } from "node:path";
import type { ModelName } from "@twin2multicloud/model";
import { inquire } from "@twin2multicloud/optimizer";
import type {
  FigureExplanation,
  Inquiry,
  OptimizeRequest,
  OptimizeResult,
  Refusal,
} from "@twin2multicloud/optimizer";
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

/** As many as show the total, every slot, every edge and every mover. */
const SUGGESTIONS = 17;

function explained(inquiry: Inquiry, figure: string, model: ModelName): FigureExplanation {
  const outcome = inquiry.explain(figure);
  if ("explanation" in outcome) return outcome.explanation;
  const near = outcome.unknown.filter((name) => name.includes(figure.toLowerCase()));
  const names = (near.length > 0 ? near : outcome.unknown).slice(0, SUGGESTIONS).join(", ");
  throw new Failure(`the model ${model} has no figure ${JSON.stringify(figure)}`, {
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

function reportOf({ title, request }: Question, inquiry: Inquiry, result: OptimizeResult): string {
  const { given, model, now } = request;
  const devices = devicesOf(given);
  const bill = explained(inquiry, "total", model);
  return reportPage({
    title,
    given,
    result,
    devices,
    curve: inquiry.curve({ turned: "devices", values: curveValues(devices, result.break_evens) }),
    rows: Object.values(bill.prices),
    assumptions: assumedIn(bill),
    made_at: new Date(now).toISOString(),
  });
}

/** Answers a question, and writes the report if one is asked for. Throws a Failure (bad input) for a figure that there is not. */
export async function answer(
  machine: Machine,
  question: Question,
): Promise<Answer | { readonly refusal: Refusal }> {
  const { request, warnings, explain: figure, report } = question;
  const outcome = inquire(request);
  if ("refusal" in outcome) return outcome;
  const { inquiry } = outcome;
  const explanation = figure === undefined ? undefined : explained(inquiry, figure, request.model);
  const own = inquiry.result();
  const result = { ...own, warnings: [...warnings, ...own.warnings] };
  const path = report === undefined ? undefined : resolve(machine.folder, report);
  if (path !== undefined) await writePage(machine, path, reportOf(question, inquiry, result));
  return { result, ...(explanation && { explanation }), ...(path !== undefined && { report: path }) };
}
