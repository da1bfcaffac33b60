import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Identities, Principal } from "../iam/identities.ts";
import { jsonAnswer } from "./api-service.ts";
import type { ApiAnswer, ApiService } from "./api-service.ts";
import { AwsError } from "./aws-error.ts";
import { readBody } from "./read-body.ts";

/** What the endpoint needs. */
export interface ApiServerOptions {
  readonly identities: Identities;
  readonly services: readonly ApiService[];
}

interface Signature {
  readonly accessKeyId: string;
  readonly service: string;
}

// DynamoDB takes requests of up to 16 MiB, and no other service here takes more.
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

/** The one endpoint of all services, to which AWS_ENDPOINT_URL points. Not listening yet. */
export function createApiServer(options: ApiServerOptions): Server {
  const server = createServer((request, response) => void answer(request, response, options));
  // Longer than the SDKs keep an idle connection, so that none is closed under a request.
  server.keepAliveTimeout = 75_000;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ApiServerOptions,
): Promise<void> {
  const signature = readSignature(request.headers.authorization);
  const service = options.services.find(({ name }) => name === signature?.service);
  const abort = new AbortController();
  response.once("close", () => abort.abort());
  const answered = await handle(
    { request, signature, service, signal: abort.signal },
    options.identities,
  ).catch((error: unknown) => errorAnswer(error, service));
  response.writeHead(answered.status, {
    ...answered.headers,
    "x-amzn-requestid": randomUUID(),
    "content-length": Buffer.byteLength(answered.body),
  });
  response.end(answered.body);
}

interface Routed {
  readonly request: IncomingMessage;
  readonly signature: Signature | undefined;
  readonly service: ApiService | undefined;
  readonly signal: AbortSignal;
}

async function handle(
  { request, signature, service, signal }: Routed,
  identities: Identities,
): Promise<ApiAnswer> {
  const body = await readBody(request, MAX_REQUEST_BYTES);
  if (!body)
    throw new AwsError(
      "RequestEntityTooLargeException",
      `A request is at most ${MAX_REQUEST_BYTES} bytes.`,
      413,
    );
  if (!signature)
    throw new AwsError("MissingAuthenticationTokenException", "Request is missing Authentication Token", 403);
  if (!service) throw notEmulated(`the service ${signature.service}`);
  const caller = knownCaller(signature, identities);
  const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1];
  if (!operation) throw notEmulated(`${service.name} in this protocol`);
  return service.handle({
    operation,
    caller,
    input: parseInput(body),
    body,
    headers: request.headers,
    signal,
  });
}

function knownCaller(signature: Signature, identities: Identities): Principal {
  const caller = identities.principal(signature.accessKeyId);
  if (caller) return caller;
  throw new AwsError(
    "UnrecognizedClientException",
    "The security token included in the request is invalid.",
    403,
  );
}

function notEmulated(what: string): AwsError {
  return new AwsError("UnknownOperationException", `The local cloud does not emulate ${what}.`);
}

// AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-central-1/sqs/aws4_request, SignedHeaders=..., Signature=...
function readSignature(authorization: string | undefined): Signature | undefined {
  const scope = /Credential=([^/,\s]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/.exec(authorization ?? "");
  return scope?.[1] && scope[2] ? { accessKeyId: scope[1], service: scope[2] } : undefined;
}

function parseInput(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value));
  } catch {
    // Falls through to the refusal.
  }
  throw new AwsError("SerializationException", "The request body is not a JSON object.");
}

function errorAnswer(error: unknown, service: ApiService | undefined): ApiAnswer {
  const known = error instanceof AwsError ? error : internalError(error);
  const { status, headers, body } = jsonAnswer(
    { __type: `${service?.namespace ?? "com.amazon.coral.service"}#${known.code}`, message: known.message },
    known.status,
  );
  const fault = known.status < 500 ? "Sender" : "Receiver";
  const code = service?.queryCodes?.[known.code] ?? known.code;
  return {
    status,
    body,
    headers: { ...headers, ...(service?.queryCodes && { "x-amzn-query-error": `${code};${fault}` }) },
  };
}

function internalError(error: unknown): AwsError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AwsError("InternalFailure", `The local cloud failed: ${reason}`, 500);
}
