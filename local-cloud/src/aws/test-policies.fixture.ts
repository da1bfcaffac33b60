/** A trust policy for a service. */
export function trust(service: string): string {
  return JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });
}

/** A policy that allows actions on resources, statement by statement. */
export function allow(...statements: readonly (readonly [readonly string[], readonly string[]])[]): string {
  return JSON.stringify({
    Statement: statements.map(([Action, Resource]) => ({ Effect: "Allow", Action, Resource })),
  });
}
