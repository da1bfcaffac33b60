import type { DeviceConnection } from "@twin2multicloud/model";
import type { Machine } from "../machine/machine.ts";
import type { DeviceVariables } from "../render/render-variables.ts";
import type { CloudSettings } from "../render/settings.ts";

/** What an ingest must know of the twin; `keys` is the folder of its secrets. */
export interface IngestTwin {
  readonly name: string;
  readonly devices: readonly string[];
  readonly keys: string;
}

/** What is known once the stack stands: the `ingest` output of l1, and what the target gives. */
export interface IngestStack {
  readonly output: unknown;
  readonly settings: CloudSettings;
  readonly caFile: string;
}

/** How the devices of a twin get in on one cloud. */
export interface Ingest {
  /** What the stack is told of the devices; makes their keys at the first call and keeps them. */
  variables(): Promise<DeviceVariables>;
  /** Makes the cloud know exactly the twin's devices, where Terraform does not. */
  register(stack: IngestStack): Promise<void>;
  /** How each device reaches the twin, with fresh tokens. */
  connections(stack: IngestStack): Promise<Record<string, DeviceConnection>>;
}

/** Makes the ingest of one cloud. */
export type CreateIngest = (machine: Machine, twin: IngestTwin) => Ingest;
