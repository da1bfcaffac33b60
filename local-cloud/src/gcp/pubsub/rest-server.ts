import { createServer } from "node:https";
import type { Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Attributes, Value } from "../../terraform/resource-handler.ts";
import { isAttributes } from "../attributes.ts";
import { CODES, GoogleError, errorBody, toGoogleError } from "../http/google-error.ts";
import { KEEP_ALIVE_MS } from "../http/listen.ts";
import { bearerOf, readBody } from "../http/read-body.ts";
import type { Tokens } from "../iam/tokens.ts";
import { MAX_PUBLISH_BYTES } from "./publish-request.ts";
import type { RestApi } from "./rest-api.ts";

/** The audience of self-signed tokens for Pub/Sub. */
const AUDIENCE = "https://pubsub.googleapis.com/";

/** The https server of Pub/Sub's REST API; not listening yet. */
export function createRestServer(deps: {
  tls: { readonly key: string; readonly cert: string };
  tokens: Tokens;
  api: RestApi;
}): Server {
  const { key, cert } = deps.tls;
  return createServer({ key, cert, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void answer(request, response, deps);
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { tokens, api }: { tokens: Tokens; api: RestApi },
): Promise<void> {
  response.setHeader("content-type", "application/json; charset=UTF-8");
  try {
    const caller = tokens.callerOf(bearerOf(request.headers), AUDIENCE);
    const { pathname } = new URL(request.url ?? "/", "https://pubsub");
    const body = parseObject(await readBody(request, MAX_PUBLISH_BYTES));
    response.end(
      JSON.stringify(await api({ method: request.method ?? "GET", path: pathname, caller, body })),
    );
  } catch (error) {
    const refused = toGoogleError(error);
    if (refused.code === "UNAUTHENTICATED")
      response.setHeader("www-authenticate", 'Bearer realm="https://accounts.google.com/"');
    response.statusCode = CODES[refused.code].http;
    response.end(errorBody(refused));
  }
}

function parseObject(body: Buffer): Attributes {
  const value = body.length === 0 ? {} : parseJson(body.toString("utf8"));
  if (!isAttributes(value))
    throw new GoogleError("INVALID_ARGUMENT", "Invalid JSON payload received. An object is expected.");
  return value;
}

function parseJson(json: string): Value {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new GoogleError("INVALID_ARGUMENT", "Invalid JSON payload received.", { cause });
  }
}
