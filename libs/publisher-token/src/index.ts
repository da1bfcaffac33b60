export { publisherToken, TOKEN_LIFE_SECONDS } from "./publisher-token.ts";
export type { Publisher } from "./publisher-token.ts";
