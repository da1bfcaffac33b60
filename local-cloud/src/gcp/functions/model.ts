import type { IncomingHttpHeaders } from "node:http";

/** A function as it was deployed. */
export interface FunctionDefinition {
  /** As projects/p/locations/r/functions/f. */
  readonly id: string;
  readonly project: string;
  readonly region: string;
  readonly name: string;
  /** The zip with its code, in the daemon's folder. */
  readonly archive: string;
  readonly entryPoint: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly timeoutSeconds: number;
  /** Requests that the one local instance works on at a time. */
  readonly concurrency: number;
  /** Whether requests from outside of Google's network get through. */
  readonly reachableFromOutside: boolean;
}

/** A whole request; bodies are held in memory (32 MB at most). */
export interface FunctionRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A whole response. */
export interface FunctionResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Cloud Run takes no larger HTTP/1 request (https://cloud.google.com/run/quotas#request_limits). */
export const MAX_REQUEST_BYTES = 32 * 1024 * 1024;

/** The Cloud Run service under a function carries its name in lower case with hyphens. */
export function serviceName(functionName: string): string {
  return functionName.toLowerCase().replaceAll("_", "-");
}

/** The Cloud Run service that holds a function's invoker grants. */
export function serviceResource(project: string, region: string, service: string): string {
  return `projects/${project}/locations/${region}/services/${service}`;
}

/** A plain-text answer of the platform itself. */
export function platformAnswer(status: number, message: string): FunctionResponse {
  return {
    status,
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: Buffer.from(`${message}\n`),
  };
}
