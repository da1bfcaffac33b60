import { randomBytes } from "node:crypto";
import type { HttpHandler, HttpReply, HttpRequest } from "../http/https-endpoint.ts";
import type { Principal } from "./principals.ts";
import type { TokenAuthority } from "./token.ts";

/** Hands out tokens of the identities that are assigned to an app, as App Service does inside the app. */
export interface IdentityEndpoint {
  /** Makes the secret by which one app is known; `assigned` is asked at each request, so that changes count at once. */
  admit(assigned: () => readonly Principal[]): { readonly header: string; revoke(): void };
  /** Serves `GET /msi/token`. */
  readonly handle: HttpHandler;
}

const API_VERSION = "2019-08-01";
const LIFETIME_SECONDS = 24 * 60 * 60;

/** Makes the endpoint of https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference. */
export function createIdentityEndpoint(options: {
  tokens: TokenAuthority;
  now: () => number;
}): IdentityEndpoint {
  const apps = new Map<string, () => readonly Principal[]>();
  return {
    admit(assigned) {
      const header = randomBytes(24).toString("hex");
      apps.set(header, assigned);
      return { header, revoke: () => void apps.delete(header) };
    },
    handle(request) {
      const assigned = apps.get(String(request.headers["x-identity-header"] ?? ""));
      if (request.url.pathname !== "/msi/token") return refusal(404, "Not found.");
      if (!assigned) return refusal(401, "X-IDENTITY-HEADER: expected the value of IDENTITY_HEADER.");
      return answer(request, { assigned: assigned(), ...options });
    },
  };
}

interface Answering {
  readonly assigned: readonly Principal[];
  readonly tokens: TokenAuthority;
  readonly now: () => number;
}

function answer(request: HttpRequest, { assigned, tokens, now }: Answering): HttpReply {
  const query = request.url.searchParams;
  const resource = query.get("resource");
  if (query.get("api-version") !== API_VERSION) return refusal(400, `api-version: expected ${API_VERSION}.`);
  if (!resource) return refusal(400, "resource: expected the URI of the service that the token is for.");
  const principal = pick(assigned, query);
  if (!principal)
    return refusal(
      400,
      "No managed identity was found for the specified client_id, principal_id or mi_res_id.",
    );
  const exp = Math.floor(now() / 1000) + LIFETIME_SECONDS;
  const token = tokens.issue({ aud: resource, oid: principal.principalId, appid: principal.clientId, exp });
  return json(200, {
    access_token: token,
    expires_on: String(exp),
    resource,
    token_type: "Bearer",
    client_id: principal.clientId,
  });
}

function pick(assigned: readonly Principal[], query: URLSearchParams): Principal | undefined {
  const clientId = query.get("client_id");
  const principalId = query.get("principal_id") ?? query.get("object_id");
  const resource = query.get("mi_res_id")?.toLowerCase();
  if (clientId) return assigned.find((one) => one.clientId === clientId);
  if (principalId) return assigned.find((one) => one.principalId === principalId);
  if (resource) return assigned.find((one) => one.resource.toLowerCase() === resource);
  // Without a name only the app's own identity is meant.
  return assigned.find((one) => one.clientId === one.principalId);
}

function refusal(statusCode: number, message: string): HttpReply {
  return json(statusCode, { statusCode, message, correlationId: randomBytes(16).toString("hex") });
}

function json(status: number, body: object): HttpReply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  };
}
