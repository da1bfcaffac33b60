import { outputsSchema } from "@twin2multicloud/model";
import type { DeployedFunction, DeviceConnection, Outputs, Target } from "@twin2multicloud/model";
import type { Topology } from "@twin2multicloud/topology";
import { Failure } from "../failure.ts";
import type { Files } from "../machine/files.ts";
import type { StackOutputs } from "./stack-outputs.ts";

/** Everything from which outputs.json is made. */
export interface OutputsInput {
  readonly twin: string;
  readonly target: Target;
  readonly topology: Topology;
  readonly stack: StackOutputs;
  readonly packages: readonly { readonly functions: readonly string[]; readonly sha256: string }[];
  readonly readerToken: string;
  readonly ingest: Readonly<Record<string, DeviceConnection>>;
  readonly caFile: string;
}

function deployedFunctions({ topology, stack, packages }: OutputsInput): DeployedFunction[] {
  return topology.functions.flatMap(({ name, cloud, slot }) => {
    if (!slot) return [];
    const url = stack.endpoints[slot]?.[name];
    const sha256 = packages.find(({ functions }) => functions.includes(name))?.sha256 ?? "";
    return [{ name, cloud, slot, ...(url === undefined ? {} : { url }), sha256 }];
  });
}

/** What outputs.json says of a stack that stands. */
export function outputsOf(input: OutputsInput): Outputs {
  const { twin, target, topology, stack, readerToken, ingest, caFile } = input;
  return {
    twin,
    target,
    providers: { ...topology.providers },
    hot_reader: {
      url: stack.endpoints["l3-hot"]?.["hot-reader"] ?? "",
      headers: { Authorization: `Bearer ${readerToken}` },
      ca_file: caFile,
    },
    ingest: { ...ingest },
    functions: deployedFunctions(input),
  };
}

/** The outputs of the last deploy, or undefined when there is none. Throws a Failure when the file is broken. */
export async function readOutputs(files: Files, path: string): Promise<Outputs | undefined> {
  const text = await files.read(path);
  if (!text) return undefined;
  const parsed = outputsSchema.safeParse(JSON.parse(text.toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new Failure(`${path} is not what twin wrote`, { advice: "Run twin outputs to write it anew." });
}

/** Writes outputs.json for the owner alone: it holds tokens. */
export async function writeOutputs(files: Files, path: string, outputs: Outputs): Promise<void> {
  await files.write(path, `${JSON.stringify(outputs, null, 2)}\n`, 0o600);
}
