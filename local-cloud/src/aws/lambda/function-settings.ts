/** What the service knows of a function besides its code. */
export interface FunctionSettings {
  readonly name: string;
  readonly roleArn: string;
  readonly handler: string;
  readonly runtime: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: string;
  readonly logGroup: string;
  /** Invocations at a time that the service was asked to hold the function to; more are refused. */
  readonly reservedConcurrency?: number;
}
