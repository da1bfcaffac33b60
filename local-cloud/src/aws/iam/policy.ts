/** What a caller wants to do; `resource` is an ARN. */
export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
}

/** What policies say of a request: an explicit deny wins, silence is no permission. */
export type Decision = "allowed" | "denied" | "silent";

/** A policy document whose patterns are ready for matching. Conditions are not evaluated: see `parsePolicy`. */
export interface Policy {
  readonly statements: readonly Statement[];
}

interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly conditional: boolean;
  readonly action: (action: string) => boolean;
  readonly resource: (resource: string) => boolean;
  readonly principal: (principal: string) => boolean;
}

/** Values of policy variables by name, as { "iot:ClientId": "demo-pump" }. */
export type PolicyVariables = Readonly<Record<string, string>>;

/**
 * Reads a JSON policy document; throws with the reason when it is none. A resource that names a variable without a value
 * matches nothing. Conditions are not evaluated: a conditional Allow counts, a conditional Deny does not.
 */
export function parsePolicy(document: string, variables: PolicyVariables = {}): Policy {
  const parsed = asRecord(parseJson(document), "a policy document must be a JSON object");
  const statements = asList(parsed["Statement"]).map((one) => parseStatement(one, variables));
  if (statements.length === 0) throw new Error("a policy document needs at least one Statement");
  return { statements };
}

/** Decides on a request by all policies of an identity together. */
export function decide(policies: Iterable<Policy>, request: PolicyRequest, principal = "*"): Decision {
  let decision: Decision = "silent";
  for (const policy of policies) {
    for (const statement of policy.statements) {
      if (!applies(statement, request, principal)) continue;
      if (statement.effect === "Allow") decision = "allowed";
      else if (!statement.conditional) return "denied";
    }
  }
  return decision;
}

/** Whether a trust policy lets this service or role take on the role that it belongs to. */
export function trusts(policy: Policy, principal: string): boolean {
  return decide([policy], { action: "sts:AssumeRole", resource: "*" }, principal) === "allowed";
}

function applies(statement: Statement, request: PolicyRequest, principal: string): boolean {
  return (
    statement.action(request.action) && statement.resource(request.resource) && statement.principal(principal)
  );
}

function parseStatement(value: unknown, variables: PolicyVariables): Statement {
  const statement = asRecord(value, "a policy statement must be a JSON object");
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny")
    throw new Error(`Effect must be Allow or Deny, found ${JSON.stringify(effect)}`);
  if (statement["Action"] === undefined && statement["NotAction"] === undefined)
    throw new Error("a policy statement needs an Action");
  return {
    effect,
    conditional: statement["Condition"] !== undefined,
    action: matcher({ yes: statement["Action"], no: statement["NotAction"], flags: "i", variables: {} }),
    resource: matcher({ yes: statement["Resource"], no: statement["NotResource"], flags: "", variables }),
    principal: principalMatcher(statement["Principal"]),
  };
}

function matcher(options: {
  yes: unknown;
  no: unknown;
  flags: string;
  variables: PolicyVariables;
}): (value: string) => boolean {
  const { yes, no, flags, variables } = options;
  if (yes === undefined && no === undefined) return () => true;
  const patterns = texts(yes ?? no).flatMap((pattern) => compile(pattern, flags, variables));
  const matches = (value: string): boolean => patterns.some((pattern) => pattern.test(value));
  return yes === undefined ? (value) => !matches(value) : matches;
}

function principalMatcher(principal: unknown): (value: string) => boolean {
  if (principal === undefined || principal === "*") return () => true;
  const patterns = Object.values(asRecord(principal, "Principal must be * or an object")).flatMap(texts);
  return (value) => patterns.some((pattern) => pattern === "*" || pattern === value);
}

const PARTS = /\$\{([^}]*)\}|\*|\?|[^$*?]+|\$/g;

function compile(pattern: string, flags: string, variables: PolicyVariables): RegExp[] {
  let source = "";
  for (const [part, variable] of pattern.matchAll(PARTS)) {
    if (part === "*") source += "[^]*";
    else if (part === "?") source += "[^]";
    else {
      const literal = variable === undefined ? part : (LITERALS[variable] ?? variables[variable]);
      if (literal === undefined) return [];
      source += literal.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
    }
  }
  return [new RegExp(`^${source}$`, flags)];
}

const LITERALS: Readonly<Record<string, string>> = { "*": "*", "?": "?", $: "$" };

function texts(value: unknown): string[] {
  return asList(value).map((one) => {
    if (typeof one !== "string")
      throw new Error(`expected a text in the policy, found ${JSON.stringify(one)}`);
    return one;
  });
}

function asList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function asRecord(value: unknown, complaint: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(complaint);
  return Object.fromEntries(Object.entries(value));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error("a policy document must be JSON", { cause });
  }
}
