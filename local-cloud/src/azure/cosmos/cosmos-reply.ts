import { randomUUID } from "node:crypto";
import type { HttpReply } from "../http/https-endpoint.ts";

/** A refusal in the words of the service. */
export interface CosmosError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly substatus?: number;
}

/** An answer with JSON, or with none. */
export function cosmosReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return {
    status,
    headers: { "content-type": "application/json", ...commonHeaders(), ...headers },
    body: body === undefined ? "" : JSON.stringify(body),
  };
}

/** An answer with an error. */
export function cosmosRefusal({ status, code, message, substatus }: CosmosError): HttpReply {
  const headers = commonHeaders();
  const text = `${message}\r\nActivityId: ${headers["x-ms-activity-id"]}, twin-local-cloud`;
  return {
    status,
    headers: {
      "content-type": "application/json",
      ...headers,
      ...(substatus !== undefined && { "x-ms-substatus": String(substatus) }),
    },
    body: JSON.stringify({ code, message: text }),
  };
}

/** The errors that more than one operation answers with. */
export const COSMOS_ERRORS = {
  notFound: {
    status: 404,
    code: "NotFound",
    message: "Entity with the specified id does not exist in the system.",
  },
  noCollection: { status: 404, code: "NotFound", message: "Owner resource does not exist", substatus: 1003 },
  conflict: {
    status: 409,
    code: "Conflict",
    message: "Entity with the specified id already exists in the system.",
  },
  precondition: {
    status: 412,
    code: "PreconditionFailed",
    message: "Operation cannot be performed because one of the specified precondition is not met.",
  },
  tooLarge: { status: 413, code: "RequestEntityTooLarge", message: "Request size is too large" },
  noOperation: {
    status: 405,
    code: "MethodNotAllowed",
    message: "The requested verb is not supported by the local cloud.",
  },
} satisfies Record<string, CosmosError>;

/** A 400 with its reason. */
export function badRequest(message: string, substatus?: number): CosmosError {
  return {
    status: 400,
    code: "BadRequest",
    message: `Message: ${JSON.stringify({ Errors: [message] })}`,
    ...(substatus !== undefined && { substatus }),
  };
}

function commonHeaders(): Record<string, string> {
  return {
    "x-ms-activity-id": randomUUID(),
    "x-ms-request-charge": "1",
    "x-ms-version": "2020-07-15",
    date: new Date().toUTCString(),
  };
}
