import { blocks, flag, requiredText, texts } from "../arm/attributes.ts";
import { liesIn } from "../arm/ids.ts";
import type { Inventory } from "../arm/inventory.ts";
import type { HttpRequest } from "../http/https-endpoint.ts";
import type { TokenAuthority } from "../identity/token.ts";
import type { CosmosError } from "./cosmos-reply.ts";

/** What a caller wants to do: an action below `Microsoft.DocumentDB/databaseAccounts/`, on a scope below the account's id. */
export interface CosmosQuestion {
  readonly action: string;
  /** As in `/dbs/d/colls/c`; for the account's own metadata `anyScope`. */
  readonly scope: string;
  /** Whether a grant on any part of the account is enough. */
  readonly anyScope?: boolean;
}

/** Who asks, once the token was found good. */
export interface CosmosCaller {
  may(question: CosmosQuestion): CosmosError | undefined;
}

/** What the check of an account needs. */
export interface CosmosAccessOptions {
  readonly inventory: Inventory;
  readonly tokens: TokenAuthority;
  readonly accountId: string;
  /** `https://localhost:PORT` */
  readonly origin: string;
}

const ACTIONS = "Microsoft.DocumentDB/databaseAccounts/";
const ANY_ACCOUNT = "https://cosmos.azure.com";

/** Roles that every account has (https://learn.microsoft.com/azure/cosmos-db/reference-data-plane-security). */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  "00000000-0000-0000-0000-000000000001": [
    "readMetadata",
    "sqlDatabases/containers/items/read",
    "sqlDatabases/containers/executeQuery",
    "sqlDatabases/containers/readChangeFeed",
  ],
  "00000000-0000-0000-0000-000000000002": [
    "readMetadata",
    "sqlDatabases/containers/*",
    "sqlDatabases/containers/items/*",
  ],
};

/** Finds out who asks: a caller, or why nobody was found. */
export function authenticate(request: HttpRequest, options: CosmosAccessOptions): CosmosCaller | CosmosError {
  const given = decodeURIComponent(request.headers.authorization ?? "");
  if (!given)
    return unauthorized(
      "Required Header authorization is missing. Ensure a valid Authorization token is passed.",
    );
  const [, type, token = ""] = /^type=(\w+)&ver=[\d.]+&sig=(.*)$/s.exec(given) ?? [];
  if (type !== "aad") return unauthorized(keyProblem(options));
  const claims = options.tokens.verify(token);
  if (!claims) return unauthorized("The authorization token is not valid or has expired.");
  if (![options.origin, ANY_ACCOUNT].includes(claims.aud.replace(/\/$/, ""))) {
    return unauthorized(`The audience ${claims.aud} of the authorization token is not this account.`);
  }
  return { may: (question) => problemOf({ principal: claims.oid, ...question }, options) };
}

function keyProblem({ inventory, accountId }: CosmosAccessOptions): string {
  const account = inventory.get(accountId);
  return account && flag(account.attributes, "local_authentication_disabled")
    ? "Local Authorization is disabled. Use an AAD token to authorize all requests."
    : "The local cloud takes AAD tokens only: authorization must begin with type=aad.";
}

function problemOf(
  question: CosmosQuestion & { principal: string },
  options: CosmosAccessOptions,
): CosmosError | undefined {
  const { principal, action, scope, anyScope = false } = question;
  const resource = `${options.accountId}${scope}`;
  const granted = options.inventory
    .ofType("azurerm_cosmosdb_sql_role_assignment")
    .filter(({ attributes }) => requiredText(attributes, "principal_id") === principal)
    .filter(({ attributes }) => covers(requiredText(attributes, "scope"), { resource, options, anyScope }))
    .flatMap(({ attributes }) =>
      actionsOf(options.inventory, requiredText(attributes, "role_definition_id")),
    );
  if (granted.some((pattern) => matches(pattern, `${ACTIONS}${action}`))) return undefined;
  return {
    status: 403,
    code: "Forbidden",
    substatus: 5301,
    message:
      `Request blocked by Auth : Request is blocked because principal [${principal}] does not have required RBAC permissions to ` +
      `perform action [${ACTIONS}${action}] on resource [${scope.slice(1) || "/"}]. Learn more: https://aka.ms/cosmos-native-rbac.`,
  };
}

function covers(
  granted: string,
  { resource, options, anyScope }: { resource: string; options: CosmosAccessOptions; anyScope: boolean },
): boolean {
  return liesIn(granted, resource) || (anyScope && liesIn(options.accountId, granted));
}

function actionsOf(inventory: Inventory, roleDefinitionId: string): string[] {
  const guid = roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1).toLowerCase();
  const builtIn = BUILT_IN[guid]?.map((action) => `${ACTIONS}${action}`);
  if (builtIn) return builtIn;
  const defined = inventory.get(roleDefinitionId);
  return defined
    ? blocks(defined.attributes, "permissions").flatMap((one) => texts(one, "data_actions"))
    : [];
}

function matches(pattern: string, action: string): boolean {
  if (!pattern.endsWith("*")) return pattern.toLowerCase() === action.toLowerCase();
  return action.toLowerCase().startsWith(pattern.slice(0, -1).toLowerCase());
}

function unauthorized(message: string): CosmosError {
  return { status: 401, code: "Unauthorized", message };
}
