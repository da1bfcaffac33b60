import type { FunctionStatus } from "./cloud-module.ts";

/** A resource that a start could not set right. */
export interface Problem {
  readonly cloud: string;
  readonly type: string;
  readonly resource: string;
  readonly message: string;
}

/** What `up` says. */
export interface UpAnswer {
  readonly pid: number;
  /** The CA certificate that devices and clients must trust. */
  readonly ca_file: string;
  readonly terraform: {
    /** For TF_CLI_CONFIG_FILE. */
    readonly cli_config_file: string;
    /** For TF_REATTACH_PROVIDERS. */
    readonly reattach: string;
  };
  readonly endpoints: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly problems: readonly Problem[];
}

/** How one function is doing, with what it logged. */
export interface FunctionReport extends FunctionStatus {
  readonly cloud: string;
  /** Sums of `count` over the function's JSON log lines, by `event`. */
  readonly counters: Readonly<Record<string, number>>;
}

/** What `status` says of a running daemon. */
export interface StatusAnswer {
  readonly running: true;
  readonly pid: number;
  readonly resources: number;
  readonly functions: readonly FunctionReport[];
  readonly pinned: boolean;
  readonly problems: readonly Problem[];
}

/** One line of `logs`. */
export interface LogLine {
  readonly cloud: string;
  readonly function: string;
  readonly line: string;
}
