import type { Cloud } from "@twin2multicloud/model";
import type { CloudSettings } from "../render/settings.ts";
import type { PlatformStatus } from "../status/platform-status.ts";

/** What a target lends to a deploy. */
export interface TargetSession {
  readonly settings: CloudSettings;
  /** The environment of Terraform: how it finds its providers, and the accounts. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The PEM bundle that devices and readers must trust. */
  readonly caFile: string;
}

/** What a target still runs or holds. */
export interface Leftovers {
  readonly resources: number;
  readonly running: boolean;
}

/** Where twins are deployed to: the local cloud, or accounts on the real ones. */
export interface TargetPlatform {
  /** Makes the target ready for stacks on these clouds. Throws a Failure when it cannot be. */
  open(clouds: readonly Cloud[]): Promise<TargetSession>;
  /** What the target counted of a twin's functions. */
  readonly status: PlatformStatus;
  /** Ends what runs only for twins, if no twin is left, and tells what is left. */
  close(): Promise<Leftovers>;
}
