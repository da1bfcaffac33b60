import { jsonLogger } from "@twin2multicloud/ports";
import type { LogFields, Logger, LogSink } from "@twin2multicloud/ports";

/** Cloud Logging takes a line's level from `severity`, in words of its own (https://cloud.google.com/logging/docs/structured-logging). */
const SEVERITIES = {
  debug: "DEBUG",
  info: "INFO",
  warn: "WARNING",
  error: "ERROR",
} as const satisfies Record<keyof Logger, string>;

/** A logger whose lines Cloud Logging files under their level. */
export function cloudLogger(sink: LogSink, fields: LogFields): Logger {
  const logger = jsonLogger({ sink, fields });
  const at =
    (level: keyof Logger) =>
    (event: string, more: LogFields = {}) =>
      logger[level](event, { severity: SEVERITIES[level], ...more });
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
