import { TENANT_ID } from "../account.ts";
import type { HttpReply, HttpRequest } from "../http/https-endpoint.ts";
import type { Grants } from "../identity/grants.ts";
import type { DataAction } from "../identity/roles.ts";
import type { TokenAuthority } from "../identity/token.ts";
import { STORAGE_ERRORS, storageRefusal } from "./storage-reply.ts";

/** What a request wants to do. */
export interface Wanted {
  /** Any one of them is enough. */
  readonly anyOf: readonly DataAction[];
  /** ARM id of what it is done to. */
  readonly resource: string;
}

/** Checks who asks and what was granted; answers with a refusal, or undefined where the request may pass. */
export type StorageAccess = (request: HttpRequest, wanted: Wanted) => HttpReply | undefined;

const AUDIENCE = "https://storage.azure.com";

/** Makes the check of bearer tokens; account keys are not accepted. */
export function createStorageAccess(options: { tokens: TokenAuthority; grants: Grants }): StorageAccess {
  const { tokens, grants } = options;
  return (request, { anyOf, resource }) => {
    const [scheme, token] = (request.headers.authorization ?? "").split(" ");
    if (!scheme || !token) return challenge(storageRefusal(STORAGE_ERRORS.noToken));
    if (scheme.startsWith("SharedKey")) return storageRefusal(STORAGE_ERRORS.sharedKey);
    const claims = scheme.toLowerCase() === "bearer" ? tokens.verify(token) : undefined;
    if (!claims) return challenge(storageRefusal(STORAGE_ERRORS.badToken));
    if (claims.aud.replace(/\/$/, "") !== AUDIENCE)
      return challenge(storageRefusal(STORAGE_ERRORS.wrongAudience));
    return grants.allows({ principalId: claims.oid, anyOf, resource })
      ? undefined
      : storageRefusal(STORAGE_ERRORS.denied);
  };
}

function challenge(reply: HttpReply): HttpReply {
  const issuer = `https://login.microsoftonline.com/${TENANT_ID}/oauth2/authorize`;
  return {
    ...reply,
    headers: {
      ...reply.headers,
      "www-authenticate": `Bearer authorization_uri=${issuer} resource_id=${AUDIENCE}`,
    },
  };
}
