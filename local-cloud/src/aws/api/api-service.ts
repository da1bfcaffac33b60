import type { Principal } from "../iam/identities.ts";

/** One request of an SDK to a service in the JSON protocol. */
export interface ApiCall {
  /** As in the x-amz-target header, without the service: "SendMessage". */
  readonly operation: string;
  readonly caller: Principal;
  /** The parsed body. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The body as it came. */
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
}

/** What a service answers: a body of JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A service of the API endpoint, chosen by the name to which requests are signed. Throws AwsError to refuse. */
export interface ApiService {
  /** As in the credential scope of a signature: "sqs". */
  readonly name: string;
  /** Before the name of an error, as "com.amazonaws.sqs". */
  readonly namespace: string;
  handle(call: ApiCall): Promise<ApiAnswer>;
  /** The code that older clients know an error by, where it differs. */
  readonly queryCodes?: Readonly<Record<string, string>>;
}

/** An answer in the JSON 1.0 protocol. */
export function jsonAnswer(value: unknown, status = 200): ApiAnswer {
  return { status, headers: { "content-type": "application/x-amz-json-1.0" }, body: JSON.stringify(value) };
}
