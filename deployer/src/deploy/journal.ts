import * as z from "zod/mini";
import { failureOf } from "../failure.ts";
import type { Clock } from "../machine/clock.ts";
import type { Files } from "../machine/files.ts";
import { jsonOf } from "../machine/json.ts";
import type { Progress } from "../progress.ts";

const lineSchema = z.strictObject({
  at: z.string(),
  run: z.string(),
  step: z.optional(z.string()),
  state: z.enum(["started", "done", "failed"]),
  error: z.optional(z.string()),
});

type Line = z.infer<typeof lineSchema>;

/** What the journal depends on. */
export interface JournalDeps {
  readonly files: Files;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** One run of a command, written down step by step. */
export interface Run {
  /** Does a step; `result` words what it came to. What it throws is written down and thrown on. */
  step<T>(title: string, work: () => Promise<T>, result?: (value: T) => string): Promise<T>;
}

function parseLine(text: string): Line[] {
  const parsed = lineSchema.safeParse(jsonOf(text));
  return parsed.success ? [parsed.data] : [];
}

async function readLines(files: Files, path: string): Promise<Line[]> {
  const text = (await files.read(path))?.toString("utf8") ?? "";
  return text.split("\n").flatMap(parseLine);
}

/** The step at which the last run stopped short, or undefined when it came to its end. A line cut off by a crash is skipped. */
export async function unfinishedStep(files: Files, path: string): Promise<string | undefined> {
  const last = (await readLines(files, path)).at(-1);
  if (!last || (last.step === undefined && last.state === "done")) return undefined;
  return last.step ?? last.run;
}

/** When the first run began, in milliseconds since the epoch; undefined when there was none. */
export async function firstRunAt(files: Files, path: string): Promise<number | undefined> {
  const first = (await readLines(files, path))[0];
  return first === undefined ? undefined : Date.parse(first.at);
}

/** Runs a command whose steps are written to the journal at `path`, as JSON lines that only ever grow. */
export async function journaled<T>(
  { files, clock, progress }: JournalDeps,
  options: { path: string; run: string },
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const { path, run } = options;
  const write = (line: Omit<Line, "at" | "run">): Promise<void> =>
    files.append(path, `${JSON.stringify({ at: new Date(clock.now()).toISOString(), run, ...line })}\n`);

  const step: Run["step"] = async (title, doStep, result) => {
    progress.step(title);
    await write({ step: title, state: "started" });
    try {
      const value = await doStep();
      await write({ step: title, state: "done" });
      progress.done(result?.(value));
      return value;
    } catch (error) {
      await write({ step: title, state: "failed", error: failureOf(error).message }).catch(() => {
        progress.note("the journal could not be written either");
      });
      throw error;
    }
  };

  await write({ state: "started" });
  const value = await work({ step });
  await write({ state: "done" });
  return value;
}
