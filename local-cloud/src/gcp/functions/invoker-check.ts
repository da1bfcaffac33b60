import type { IncomingHttpHeaders } from "node:http";
import { bearerOf } from "../http/read-body.ts";
import type { Policies } from "../iam/policies.ts";
import type { Tokens } from "../iam/tokens.ts";
import { platformAnswer } from "./model.ts";
import type { FunctionResponse } from "./model.ts";

const PERMISSION = "run.routes.invoke";

/** What Cloud Run's front door answers instead of the function, or undefined when the caller may invoke it. */
export function refusalOf(
  headers: IncomingHttpHeaders,
  target: { readonly service: string; readonly url: string },
  { tokens, policies }: { tokens: Tokens; policies: Policies },
): FunctionResponse | undefined {
  if (policies.allows(undefined, PERMISSION, target.service)) return undefined;
  const token = bearerOf(headers);
  if (!token)
    return forbidden(
      "The request was not authenticated. Either allow unauthenticated invocations or set the proper Authorization header.",
    );
  const caller = tokens.identityOf(token, target.url);
  if (!caller)
    return platformAnswer(
      401,
      "The access token could not be verified: expected an identity token for this service.",
    );
  if (policies.allows(caller, PERMISSION, target.service)) return undefined;
  return forbidden(`${caller} lacks ${PERMISSION} on ${target.service}: grant roles/run.invoker.`);
}

function forbidden(message: string): FunctionResponse {
  return platformAnswer(403, message);
}
