import { PortError } from "@twin2multicloud/ports";

/** A token and when it ends, in milliseconds since the epoch. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** Hands out tokens for Azure services; every Azure SDK client takes it as its credential. */
export interface ManagedIdentity {
  getToken(scopes: string | string[]): Promise<AccessToken>;
}

/** Where the platform hands out tokens and for which user-assigned identity; time and fetch may be injected. */
export interface ManagedIdentityOptions {
  readonly endpoint: string;
  readonly header: string;
  readonly clientId: string;
  readonly now?: () => number;
  readonly fetch?: typeof fetch;
}

/** https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
const API_VERSION = "2019-08-01";

/** A token is renewed this many milliseconds before it ends, so that no request carries one that ends on its way. */
const RENEW_BEFORE = 5 * 60_000;

const REQUEST_TIMEOUT = 10_000;

function resourceOf(scopes: string | string[]): string {
  const [scope, another] = [scopes].flat();
  if (scope === undefined || another !== undefined)
    throw new PortError("invalid", "a managed identity gives tokens for exactly one scope at a time");
  return scope.replace(/\/\.default$/, "");
}

function tokenIn(answer: unknown): AccessToken {
  const { access_token: token, expires_on: expiry } = Object(answer);
  const seconds = Number(expiry);
  if (typeof token !== "string" || !Number.isFinite(seconds))
    throw new PortError("unavailable", "the identity endpoint answered without access_token and expires_on");
  return { token, expiresOnTimestamp: seconds * 1000 };
}

async function errorOf(response: Response, resource: string): Promise<PortError> {
  const retryable = response.status === 429 || response.status >= 500;
  const reason = (await response.text()).slice(0, 200);
  return new PortError(
    retryable ? "unavailable" : "denied",
    `the identity endpoint answered ${response.status} for ${resource}: ${reason}`,
  );
}

/** The app's user-assigned identity, by the platform's token endpoint: one request per resource, however many callers wait, kept until shortly before its end. */
export function managedIdentity(options: ManagedIdentityOptions): ManagedIdentity {
  const { endpoint, header, clientId, now = Date.now, fetch: send = fetch } = options;
  const kept = new Map<string, Promise<AccessToken>>();

  const ask = async (resource: string): Promise<AccessToken> => {
    const url = new URL(endpoint);
    const query = { resource, "api-version": API_VERSION, client_id: clientId };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT);
    const response = await send(url, { headers: { "x-identity-header": header }, signal }).catch(
      (cause: unknown) => {
        throw new PortError("unavailable", "the identity endpoint cannot be reached", { cause });
      },
    );
    if (!response.ok) throw await errorOf(response, resource);
    return tokenIn(await response.json());
  };

  const renew = (resource: string): Promise<AccessToken> => {
    const token = ask(resource);
    kept.set(resource, token);
    token.catch(() => kept.delete(resource));
    return token;
  };

  return {
    async getToken(scopes) {
      const resource = resourceOf(scopes);
      const before = kept.get(resource) ?? renew(resource);
      const token = await before;
      if (token.expiresOnTimestamp - RENEW_BEFORE > now()) return token;
      // Whoever comes first renews; the others find the promise of the new token in its place.
      const current = kept.get(resource);
      return current === undefined || current === before ? renew(resource) : current;
    },
  };
}
