import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { projectNumber } from "../account.ts";
import { TOKEN_SECONDS } from "../iam/tokens.ts";
import type { Tokens } from "../iam/tokens.ts";

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
const ROOT = "/computeMetadata/v1";

/** Whose metadata server it is. */
export interface MetadataIdentity {
  readonly email: string;
  readonly project: string;
  readonly region: string;
}

/** The metadata server of one service account (https://cloud.google.com/run/docs/container-contract#metadata-server); not listening yet. */
export function createMetadataServer(identity: MetadataIdentity, tokens: Tokens): Server {
  return createServer((request, response) => {
    response.setHeader("metadata-flavor", "Google");
    response.setHeader("server", "Metadata Server for Serverless");
    answer(request, response, { identity, tokens });
  });
}

interface Deps {
  readonly identity: MetadataIdentity;
  readonly tokens: Tokens;
}

function answer(request: IncomingMessage, response: ServerResponse, deps: Deps): void {
  const url = new URL(request.url ?? "/", "http://metadata");
  if (url.pathname === "/") return send(response, 200, "computeMetadata/\n");
  if (request.headers["metadata-flavor"] !== "Google") {
    return send(response, 403, "Missing Metadata-Flavor:Google header.");
  }
  const value = valueOf(url, deps);
  if (value === undefined) return send(response, 404, `${url.pathname} is not there.`);
  if (typeof value === "string") return send(response, 200, value);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(value));
}

function valueOf(url: URL, { identity, tokens }: Deps): string | object | undefined {
  const { email, project, region } = identity;
  const account = { aliases: ["default"], email, scopes: [SCOPE] };
  const path = url.pathname
    .replace(/\/$/, "")
    .replace(`/service-accounts/${email}`, "/service-accounts/default");
  switch (path) {
    case `${ROOT}/project/project-id`:
      return project;
    case `${ROOT}/project/numeric-project-id`:
      return projectNumber(project);
    case `${ROOT}/instance/region`:
      return `projects/${projectNumber(project)}/regions/${region}`;
    case `${ROOT}/instance/zone`:
      return `projects/${projectNumber(project)}/zones/${region}-1`;
    case `${ROOT}/instance/id`:
      return projectNumber(email);
    case `${ROOT}/instance`:
      return "service-accounts/\n";
    case `${ROOT}/instance/service-accounts`:
      return url.searchParams.get("recursive") === "true" ? { default: account } : `default/\n${email}/\n`;
    case `${ROOT}/instance/service-accounts/default`:
      return url.searchParams.get("recursive") === "true"
        ? account
        : "aliases\nemail\nidentity\nscopes\ntoken\n";
    case `${ROOT}/instance/service-accounts/default/email`:
      return email;
    case `${ROOT}/instance/service-accounts/default/scopes`:
      return SCOPE;
    case `${ROOT}/instance/service-accounts/default/token`:
      return { access_token: tokens.accessToken(email), expires_in: TOKEN_SECONDS, token_type: "Bearer" };
    case `${ROOT}/instance/service-accounts/default/identity`:
      return identityToken(url, email, tokens);
    default:
      return undefined;
  }
}

function identityToken(url: URL, email: string, tokens: Tokens): string | undefined {
  const audience = url.searchParams.get("audience");
  return audience ? tokens.identityToken(email, audience) : undefined;
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "application/text" });
  response.end(text);
}
