/** Every function of a twin; the same word is file stem, zip name, tfvars key, log field and label. */
export const FUNCTIONS = [
  "dispatcher",
  "ingestion",
  "processor",
  "persister",
  "event-checker",
  "event-feedback",
  "hot-writer",
  "hot-reader",
  "hot-to-cold-mover",
  "cold-writer",
  "cold-to-archive-mover",
  "archive-writer",
  "twin-updater",
  "twin-data-connector",
  "error-reporter",
] as const;

/** The name of one function. */
export type FunctionName = (typeof FUNCTIONS)[number];
