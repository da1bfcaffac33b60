import type { LogFields, Logger } from "@twin2multicloud/ports";

/** One line that was logged. */
export interface LoggedLine {
  readonly level: keyof Logger;
  readonly event: string;
  readonly fields: LogFields;
}

/** A logger that keeps its lines for tests to look at. */
export interface MemoryLogger extends Logger {
  readonly lines: readonly LoggedLine[];
}

/** Makes a logger with no lines yet. */
export function memoryLogger(): MemoryLogger {
  const lines: LoggedLine[] = [];
  const at =
    (level: keyof Logger) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
    };
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
