import type { CloudAccounts, DataType, Providers } from "@twin2multicloud/model";
import type { Features } from "@twin2multicloud/topology";

/** One device of a valid twin; `processor` only when its author chose one. */
export interface TwinDevice {
  readonly id: string;
  readonly processor?: string;
  readonly properties: Readonly<Record<string, DataType>>;
}

/** A valid twin project: what its author wrote, in our words. */
export interface Twin {
  readonly name: string;
  readonly providers: Providers;
  readonly features: Features;
  /** The age in days at which readings leave a tier. */
  readonly retention: { readonly hotDays: number; readonly coldDays: number };
  readonly devices: readonly TwinDevice[];
  /** Given only for the cloud target, and only where the author wrote them down. */
  readonly accounts: CloudAccounts;
}
