import type { Attributes, DataSourceHandler, ResourceHandler } from "../terraform/resource-handler.ts";
import type { FunctionLog } from "../processes/function-log.ts";
import type { DurableLog } from "../storage/durable-log.ts";
import type { TlsMaterial } from "../tls/tls-material.ts";
import type { Outage } from "./outage.ts";

/** What the daemon lends to a cloud: everything with a life of its own beyond one request. */
export interface DaemonServices {
  /** A folder of the daemon in which the cloud may keep files (unpacked zips, tables). */
  readonly folder: string;
  /** An append-only log that is synced before `append` resolves; its records are replayed at start. */
  openLog<Entry>(name: string): Promise<DurableLog<Entry>>;
  /** A port that is chosen once for this name and recorded, so that it is the same after a restart. */
  port(name: string): Promise<number>;
  /** Gives a recorded port back. */
  releasePort(name: string): Promise<void>;
  /** Certificate and key for https on localhost and 127.0.0.1, and the CA that functions and devices trust. */
  readonly tls: TlsMaterial;
  /** The node binary that runs functions. */
  readonly node: string;
  /** Where the lines of a function's stdout and stderr go; structured lines are counted by `event` and `count`. */
  readonly functionLog: FunctionLog;
  /** While it is active, connections to public function endpoints of this cloud break. */
  readonly outage: Outage;
}

/** One cloud of the local cloud: its services, its resource types, its functions. */
export interface CloudModule {
  readonly name: "aws" | "azure" | "gcp";
  /** Full provider source address, e.g. registry.terraform.io/hashicorp/aws. */
  readonly provider: string;
  readonly resources: readonly ResourceHandler[];
  readonly dataSources: readonly DataSourceHandler[];
  /** Endpoints that users of the local cloud need, by service name, e.g. { pubsub: "https://localhost:4711" }. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** What a deployer puts into its stack for this cloud, e.g. { region, account_id }, { subscription_id, tenant_id, location }, { project, region }. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Brings back what the registry says exists (processes start lazily): called once at start with every recorded resource, in creation order. */
  restore(resources: readonly { type: string; attributes: Attributes }[]): Promise<void>;
  /** What `status` shows of each function. */
  functions(): readonly FunctionStatus[];
  /** Makes an identity that may do everything, with the stores and queues of the contract tests, and returns the environment that leads real SDKs there. */
  emulate(): Promise<Record<string, string>>;
  /** Stops every process and server. */
  close(): Promise<void>;
}

/** How one function is doing. */
export interface FunctionStatus {
  readonly name: string;
  readonly invocations: number;
  readonly errors: number;
  readonly last_error?: string;
}

/** Makes a cloud and starts its servers on loopback. */
export type CreateCloud = (services: DaemonServices) => Promise<CloudModule>;
