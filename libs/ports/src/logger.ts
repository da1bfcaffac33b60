import type { JsonValue } from "@twin2multicloud/model";

/** Fields of a log line; never a secret, never a whole payload above debug. */
export type LogFields = Readonly<Record<string, JsonValue | undefined>>;

/** Writes structured log lines: `event` is a kebab-case word by which the platform finds and counts them. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Where a log line goes: one JSON text without a line break. */
export type LogSink = (line: string) => void;

type Level = keyof Logger;
const LEVELS: readonly Level[] = ["debug", "info", "warn", "error"];

/** Makes a logger that puts `fields` on every line and drops lines below `level`. */
export function jsonLogger(options: {
  sink: LogSink;
  fields: LogFields;
  level?: Level;
  now?: () => number;
}): Logger {
  const threshold = LEVELS.indexOf(options.level ?? "info");
  const now = options.now ?? Date.now;
  const write =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(level) < threshold) return;
      options.sink(
        JSON.stringify({ level, event, time: new Date(now()).toISOString(), ...options.fields, ...fields }),
      );
    };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

/** What of an error may be logged: its message, its code if it has one, and what caused it. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  const cause = error.cause === undefined ? "" : ` (${describeError(error.cause)})`;
  return `${code}${error.message}${cause}`;
}
