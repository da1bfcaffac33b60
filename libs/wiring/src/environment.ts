/** The variables of a function's environment; an empty one counts as missing. */
export interface Environment<Name extends string> {
  /** Tells whether a variable is set; the edges of the twin decide which of two ways a function goes. */
  isSet(name: Name): boolean;
  /** The value of one variable. Throws an error that names it when it is missing. */
  read(name: Name): string;
  /** Gives access to the named variables. Throws an error that lists every one of them that is missing. */
  readAll<Named extends Name>(...names: readonly Named[]): (name: Named) => string;
}

/** Reads these variables, each time anew. */
export function environmentFrom<Name extends string>(
  variables: Readonly<Record<string, string | undefined>>,
): Environment<Name> {
  const isSet = (name: Name): boolean => (variables[name] ?? "") !== "";
  const readAll = <Named extends Name>(...names: readonly Named[]) => {
    const missing = names.filter((name) => !isSet(name));
    if (missing.length > 0) {
      const advice = "the Terraform module of the slot and the platform set them";
      throw new Error(`environment variables missing: ${missing.join(", ")}; ${advice}`);
    }
    return (name: Named): string => variables[name] ?? "";
  };
  return { isSet, readAll, read: (name) => readAll(name)(name) };
}
