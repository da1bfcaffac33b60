import { parseArgs } from "node:util";
import { DATA_TYPES } from "@twin2multicloud/model";
import type { JsonObject } from "@twin2multicloud/model";
import { BadInput } from "./bad-input.ts";
import { parseColumnMap } from "./mapping.ts";
import type { ColumnMap } from "./mapping.ts";
import { checkPropertyName, readTime } from "./reading.ts";
import { guessValue } from "./value.ts";

interface Addressed {
  readonly outputs: string;
  readonly device: string;
  readonly json: boolean;
}

/** `send`: one reading. */
export interface SendCommand extends Addressed {
  readonly kind: "send";
  readonly properties: JsonObject;
  readonly time?: string;
}

/** `replay`: the rows of a file. */
export interface ReplayCommand extends Addressed {
  readonly kind: "replay";
  readonly file: string;
  readonly timeColumn: string;
  readonly maps: readonly ColumnMap[];
  readonly rate: number | "max";
}

/** What the commands are and take. `twin` fills in --outputs. */
export const USAGE = `simulate send   --device D --set property=value ... [--time ISO] [--json]
  sends one reading

simulate replay --device D --file F.csv|F.jsonl --time-column C --map column=property[:TYPE] ... [--rate N|max] [--json]
  sends every row of a file as one reading

  --device D            the device that sends
  --set property=value  a property of the reading, as often as needed; numbers, true, false, null and JSON are read as such
  --time ISO            the time of the reading; now unless given
  --file F              a .csv file (first line = names of the columns) or a .jsonl file (one JSON object a line)
  --time-column C       the column that holds the time: ISO 8601 (UTC without a zone) or epoch seconds
  --map column=property[:TYPE]
                        a column that becomes a property, as often as needed; TYPE is one of ${DATA_TYPES.join(", ")}
  --rate N|max          messages per second; max unless given
  --json                print one JSON document on stdout
  --outputs FILE        the outputs.json of a deployed twin; twin simulate fills it in
  --help                this text

Exit codes: 0 everything was acknowledged, 1 something failed, 2 bad input (nothing was sent)
`;

const OPTIONS = {
  outputs: { type: "string" },
  device: { type: "string" },
  json: { type: "boolean" },
  set: { type: "string", multiple: true },
  time: { type: "string" },
  file: { type: "string" },
  "time-column": { type: "string" },
  map: { type: "string", multiple: true },
  rate: { type: "string" },
} as const;

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new BadInput(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function required(value: string | undefined, option: string): string {
  if (value === undefined || value === "") throw new BadInput(`--${option} is missing`);
  return value;
}

function propertiesOf(settings: readonly string[]): JsonObject {
  if (settings.length === 0) throw new BadInput("--set is missing: expected --set property=value");
  return Object.fromEntries(
    settings.map((setting) => {
      const at = setting.indexOf("=");
      if (at < 1) throw new BadInput(`--set ${setting}: expected property=value`);
      checkPropertyName(setting.slice(0, at));
      return [setting.slice(0, at), guessValue(setting.slice(at + 1))];
    }),
  );
}

function rateOf(text: string): number | "max" {
  if (text === "max") return "max";
  const rate = Number(text);
  if (!(rate > 0 && Number.isFinite(rate)))
    throw new BadInput(`--rate ${text}: expected messages per second, or max`);
  return rate;
}

/** Reads the command line. Throws BadInput that says what is missing or wrong. */
export function parseCommand(args: readonly string[]): SendCommand | ReplayCommand {
  const { values, positionals } = read(args);
  const addressed = () => ({
    outputs: required(values.outputs, "outputs"),
    device: required(values.device, "device"),
    json: values.json ?? false,
  });
  const [kind, ...rest] = positionals;
  if (rest.length > 0 || (kind !== "send" && kind !== "replay"))
    throw new BadInput("expected send or replay", { advice: "See simulate --help." });
  if (kind === "send") {
    const time = values.time === undefined ? {} : { time: readTime(values.time) };
    return { kind, ...addressed(), properties: propertiesOf(values.set ?? []), ...time };
  }
  const maps = (values.map ?? []).map(parseColumnMap);
  if (maps.length === 0) throw new BadInput("--map is missing: expected --map column=property");
  return {
    kind,
    ...addressed(),
    file: required(values.file, "file"),
    timeColumn: required(values["time-column"], "time-column"),
    maps,
    rate: rateOf(values.rate ?? "max"),
  };
}
