/** What a binding says of one argument in its code for HCL. */
export interface HclEntry {
  readonly isBlock: boolean;
  /** simple, list, set, map or struct. */
  readonly type: string;
  /** string, number, boolean, stringList, stringMap ... or the name of a structure's list. */
  readonly storage: string;
  /** Whether several blocks may be given. */
  readonly many: boolean;
}

/** What a binding says of one attribute in its class. */
export interface Member {
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  /** The class of a nested structure, without its suffix. */
  readonly structure?: { readonly name: string; readonly container: "single" | "list" | "set" | "map" };
  /** The expression that the getter returns. */
  readonly getter: string;
  /** The TypeScript type of the field behind it, where there is one. */
  readonly fieldType: string;
}

/** The attributes of a class, by the comment that stands before each. */
export function readMembers(source: string, className: string): readonly Member[] | undefined {
  const body = classBody(source, className);
  if (body === undefined) return undefined;
  const parts = body.split(/\n {2}\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)\n/);
  const members: Member[] = [];
  for (let index = 1; index < parts.length; index += 5)
    members.push(readMember(parts.slice(index, index + 5)));
  return members;
}

function readMember([name = "", computed, optional, required, code = ""]: readonly string[]): Member {
  const plainMap = /private _\w+ = new \w+\.(\w+Map)\(this, /.exec(code)?.[1];
  const returned = /public get \w+\(\) \{\n\s*return ([^\n]*);/.exec(code)?.[1] ?? "";
  const fieldType = /private _\w+\??: ([\w[\]]+)/.exec(code)?.[1] ?? "";
  const structure = readStructure(code);
  return {
    name,
    computed: computed === "true",
    optional: optional === "true",
    required: required === "true",
    getter: plainMap ? `this.get${plainMap}Attribute()` : returned,
    fieldType,
    ...(structure && { structure }),
  };
}

function readStructure(code: string): Member["structure"] {
  const made = /private _\w+ = new (\w+?)(OutputReference|List|Map)\(this, "\w+"(?:, (\w+))?\)/.exec(code);
  if (!made?.[1]) return undefined;
  const [, name, kind, wrapsSet] = made;
  if (kind === "OutputReference") return { name, container: "single" };
  if (kind === "Map") return { name, container: "map" };
  return { name, container: wrapsSet === "true" ? "set" : "list" };
}

/** The HCL entries of a class (`synthesizeHclAttributes`) or of a structure (`xToHclTerraform`), by name. */
export function readHcl(
  source: string,
  owner: { className: string } | { structure: string },
): ReadonlyMap<string, HclEntry> {
  const body =
    "className" in owner ? classHcl(source, owner.className) : structureHcl(source, owner.structure);
  const entries =
    /(\w+): \{\n\s*value: ([^\n]*),\n\s*isBlock: (\w+),\n\s*type: "(\w+)",\n\s*storageClassType: "(\w+)",/g;
  return new Map(
    Array.from(body.matchAll(entries), ([, name = "", value = "", isBlock, type = "", storage = ""]) => [
      name,
      { isBlock: isBlock === "true", type, storage, many: /istMapperHcl\(/.test(value) },
    ]),
  );
}

/** Whether each property of an interface must be given, by its camelCase name. */
export function readRequired(source: string, interfaceName: string): ReadonlyMap<string, boolean> {
  const start = source.indexOf(`export interface ${interfaceName} `);
  if (start < 0) throw new Error(`the binding has no interface ${interfaceName}`);
  const body = source.slice(start, source.indexOf("\n}", start));
  return new Map(
    Array.from(body.matchAll(/readonly (\w+)(\??):/g), ([, name = "", mark]) => [name, mark === ""]),
  );
}

function classBody(source: string, className: string): string | undefined {
  const start = source.indexOf(`export class ${className} extends`);
  return start < 0 ? undefined : source.slice(start, source.indexOf("\n}\n", start));
}

function classHcl(source: string, className: string): string {
  const body = classBody(source, className) ?? "";
  return body.slice(Math.max(body.indexOf("synthesizeHclAttributes"), 0));
}

function structureHcl(source: string, structure: string): string {
  const name = structure.charAt(0).toLowerCase() + structure.slice(1);
  const start = source.indexOf(`export function ${name}ToHclTerraform(`);
  return start < 0 ? "" : source.slice(start, source.indexOf("\n}", start));
}
