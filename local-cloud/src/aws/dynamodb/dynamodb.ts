import { mkdir } from "node:fs/promises";
import dynalite from "dynalite";
import { jsonAnswer } from "../api/api-service.ts";
import type { ApiAnswer, ApiCall, ApiService } from "../api/api-service.ts";
import { AwsError, accessDenied } from "../api/aws-error.ts";
import { postTo } from "./in-process-http.ts";
import { resourcesOf } from "./table-access.ts";

/** The TTL attribute of a table, which is remembered but never deletes anything here. */
export interface TimeToLive {
  readonly attribute: string;
  readonly enabled: boolean;
}

/** DynamoDB: dynalite on disk, with permissions and what dynalite lacks. */
export interface DynamoDb {
  readonly api: ApiService;
  /** Calls an operation as the local cloud itself; throws AwsError. */
  call(operation: string, input: object): Promise<Readonly<Record<string, unknown>>>;
  /** Remembers the TTL attribute of a table; undefined forgets it. */
  setTimeToLive(table: string, timeToLive: TimeToLive | undefined): void;
  close(): Promise<void>;
}

const NAMESPACE = "com.amazonaws.dynamodb.v20120810";

/** Opens the tables that a folder keeps. */
export async function openDynamoDb(folder: string): Promise<DynamoDb> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const timeToLive = new Map<string, TimeToLive>();
  const own: Record<string, (table: string, input: Readonly<Record<string, unknown>>) => unknown> = {
    DescribeTimeToLive: (table) => ({ TimeToLiveDescription: describeTimeToLive(timeToLive.get(table)) }),
    UpdateTimeToLive(table, { TimeToLiveSpecification }) {
      timeToLive.set(table, parseTimeToLive(TimeToLiveSpecification));
      return { TimeToLiveSpecification };
    },
  };

  const call = async (operation: string, input: object): Promise<Record<string, unknown>> => {
    const { status, body } = await postTo(server, {
      headers: internalHeaders(operation),
      body: Buffer.from(JSON.stringify(input)),
    });
    const output = parseObject(body);
    if (status >= 400) throw errorOf(output, status);
    return output;
  };
  const handle = async (request: ApiCall): Promise<ApiAnswer> => {
    permit(request);
    const answerSelf = own[request.operation];
    if (!answerSelf) return postTo(server, request);
    const table = String(request.input["TableName"]);
    await call("DescribeTable", { TableName: table });
    return jsonAnswer(answerSelf(table, request.input));
  };

  return {
    api: { name: "dynamodb", namespace: NAMESPACE, handle },
    call,
    setTimeToLive(table, value) {
      if (value) timeToLive.set(table, value);
      else timeToLive.delete(table);
    },
    // dynalite closes its store when its server closes, and the server must have listened for that.
    close: () =>
      new Promise((resolve, reject) => {
        server.listen(0, "127.0.0.1", () => server.close((error) => (error ? reject(error) : resolve())));
      }),
  };
}

function permit({ caller, operation, input }: ApiCall): void {
  const action = `dynamodb:${operation}`;
  const refused = resourcesOf(operation, input).find((resource) => !caller.allows(action, resource));
  if (refused !== undefined) throw accessDenied(caller.arn, action, refused);
}

function internalHeaders(operation: string): Record<string, string> {
  return {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `DynamoDB_20120810.${operation}`,
    "x-amz-date": "20260101T000000Z",
    authorization:
      "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local",
  };
}

function errorOf(output: Readonly<Record<string, unknown>>, status: number): AwsError {
  const type = memberText(output, "__type") ?? "InternalFailure";
  const message = memberText(output, "message") ?? memberText(output, "Message") ?? "no message";
  return new AwsError(type.slice(type.indexOf("#") + 1), message, status);
}

function memberText(output: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = output[name];
  return typeof value === "string" ? value : undefined;
}

function parseObject(body: string): Record<string, unknown> {
  const value: unknown = body === "" ? {} : JSON.parse(body);
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function describeTimeToLive(value: TimeToLive | undefined): object {
  if (!value?.enabled) return { TimeToLiveStatus: "DISABLED" };
  return { TimeToLiveStatus: "ENABLED", AttributeName: value.attribute };
}

function parseTimeToLive(specification: unknown): TimeToLive {
  if (
    typeof specification === "object" &&
    specification !== null &&
    "AttributeName" in specification &&
    "Enabled" in specification
  ) {
    const { AttributeName, Enabled } = specification;
    if (typeof AttributeName === "string" && typeof Enabled === "boolean")
      return { attribute: AttributeName, enabled: Enabled };
  }
  throw new AwsError("ValidationException", "TimeToLiveSpecification needs AttributeName and Enabled.");
}
