import { outputsSchema } from "@twin2multicloud/model";
import type { DeployedFunction, DeviceConnection, Outputs, Target } from "@twin2multicloud/model";
import type { Topology } from "@twin2multicloud/topology";
import { Failure } from "../failure.ts";
import type { Files } from "../machine/files.ts";
import { jsonOf } from "../machine/json.ts";
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
    const sealed = packages.find(({ functions }) => functions.includes(name));
    if (!sealed) throw new Error(`no package holds ${name}`);
    return [{ name, cloud, slot, ...(url === undefined ? {} : { url }), sha256: sealed.sha256 }];
  });
}

/** What outputs.json says of a stack that stands. Throws a Failure when the stack does not say where it is read. */
export function outputsOf(input: OutputsInput): Outputs {
  const { twin, target, topology, stack, readerToken, ingest, caFile } = input;
  const readerUrl = stack.endpoints["l3-hot"]?.["hot-reader"];
  if (!readerUrl)
    throw new Failure("the stack's outputs name no hot reader", { advice: "Run twin deploy again." });
  return {
    twin,
    target,
    providers: { ...topology.providers },
    hot_reader: {
      url: readerUrl,
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
  const parsed = outputsSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new Failure(`${path} is not what twin wrote`, { advice: "Run twin deploy to write it anew." });
}

/** Writes outputs.json for the owner alone: it holds tokens. */
export async function writeOutputs(files: Files, path: string, outputs: Outputs): Promise<void> {
  await files.write(path, `${JSON.stringify(outputs, null, 2)}\n`, 0o600);
}
