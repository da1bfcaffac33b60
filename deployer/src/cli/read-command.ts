import { placesOf } from "../deploy/places.ts";
import { EXIT, Failure } from "../failure.ts";
import { readOutputs } from "../outputs/outputs.ts";
import { readTwinName } from "../project.ts";
import type { CommandOptions, Console } from "./context.ts";
import type { CommandResult } from "./result.ts";

/** What of a device is read: see the hot reader's query. */
export interface ReadQuery {
  readonly device: string;
  readonly from?: string;
  readonly to?: string;
  readonly order?: string;
  readonly limit?: string;
  readonly next?: string;
  readonly latest?: boolean;
}

function queryOf({ device, latest, ...others }: ReadQuery): string {
  const query = new URLSearchParams({ device_id: device });
  for (const [name, value] of Object.entries(others)) if (value !== undefined) query.set(name, value);
  if (latest) query.set("latest", "true");
  return query.toString();
}

/** `twin read`: what the hot reader answers. */
export async function readCommand(
  { machine }: Console,
  options: CommandOptions,
  query: ReadQuery,
): Promise<CommandResult> {
  const { files, http, folder } = machine;
  const { name } = await readTwinName(machine, { folder: options.twin, target: options.target });
  const outputs = await readOutputs(files, placesOf(folder, name, options.target).outputs);
  if (!outputs) throw new Failure(`${name} is not deployed`, { advice: "Run twin deploy first." });
  const { url, headers, ca_file } = outputs.hot_reader;
  const ca = (await files.read(ca_file))?.toString("utf8") ?? "";
  const answer = await http({ method: "GET", url: `${url}?${queryOf(query)}`, headers, ca });
  if (answer.status !== 200) {
    const exitCode = answer.status === 400 ? EXIT.badInput : EXIT.failed;
    throw new Failure(`the hot reader answered ${answer.status}: ${answer.body.slice(0, 300)}`, { exitCode });
  }
  const page: { items: readonly object[] } = JSON.parse(answer.body);
  return { json: page, text: page.items.map((item) => JSON.stringify(item)).join("\n"), exitCode: EXIT.ok };
}
