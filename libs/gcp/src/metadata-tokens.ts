import { PortError, systemClock } from "@twin2multicloud/ports";
import type { Clock } from "@twin2multicloud/ports";
import { fieldOf } from "./field-of.ts";
import { fromFetchError, fromHttpAnswer } from "./gcp-errors.ts";

/** Access tokens of the identity that a function runs as. */
export interface AccessTokens {
  /** A token that is valid for at least another two minutes. Throws a PortError when there is none to be had. */
  get(): Promise<string>;
  /** Says that a service refused this token: the next `get` asks for a new one. */
  discard(token: string): void;
}

/** Where the metadata server is (`host` or `host:port`), and for tests the clock and fetch. */
export interface MetadataTokensOptions {
  readonly host: string;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
}

/** The metadata server hands out a new token only when the old one has less than five minutes left, so this must be less. */
const SPARE_MILLISECONDS = 120_000;

const ATTEMPT_MILLISECONDS = 5_000;

/** https://cloud.google.com/compute/docs/metadata/predefined-metadata-keys */
const PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

interface CachedToken {
  readonly token: string;
  readonly goodUntil: number;
}

/** Tokens of the metadata server, kept until shortly before they expire; callers that come while one is on its way share it, and a failure is not kept. */
export function metadataTokens({
  host,
  clock = systemClock,
  fetch: send = fetch,
}: MetadataTokensOptions): AccessTokens {
  const action = "getting a token from the metadata server";
  let cached: CachedToken | undefined;
  let underWay: Promise<CachedToken> | undefined;

  const ask = async (): Promise<Response> => {
    const signal = AbortSignal.timeout(ATTEMPT_MILLISECONDS);
    try {
      return await send(`http://${host}${PATH}`, { headers: { "metadata-flavor": "Google" }, signal });
    } catch (error) {
      throw fromFetchError(error, action);
    }
  };

  const refresh = async (): Promise<CachedToken> => {
    const askedAt = clock.now();
    const response = await ask();
    if (!response.ok) throw await fromHttpAnswer(response, action);
    const answer: unknown = await response.json().catch(() => undefined);
    const [token, seconds] = [fieldOf(answer, "access_token"), fieldOf(answer, "expires_in")];
    if (typeof token !== "string" || token === "" || typeof seconds !== "number") {
      throw new PortError("unavailable", `${action} failed: the answer holds no token`);
    }
    return (cached = { token, goodUntil: askedAt + seconds * 1000 - SPARE_MILLISECONDS });
  };

  return {
    async get() {
      if (cached && clock.now() < cached.goodUntil) return cached.token;
      underWay ??= refresh().finally(() => {
        underWay = undefined;
      });
      return (await underWay).token;
    },
    discard(token) {
      if (cached?.token === token) cached = undefined;
    },
  };
}
