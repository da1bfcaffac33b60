import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Tells, in constant time, whether an Authorization header carries one of the accepted bearer tokens. */
export function isAuthorised(authorization: string | undefined, tokens: readonly string[]): boolean {
  const match = /^Bearer (.+)$/i.exec(authorization ?? "");
  const given = digest(match?.[1] ?? "");
  const hits = tokens.map((token) => token.length > 0 && timingSafeEqual(digest(token), given));
  return match !== null && hits.includes(true);
}
