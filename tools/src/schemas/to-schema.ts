import { readHcl, readMembers, readRequired } from "./read-binding.ts";
import type { HclEntry, Member } from "./read-binding.ts";
import type { Block, NestedBlock, Presence, TypeJson } from "./schema.ts";

const GETTERS: Readonly<Record<string, TypeJson>> = {
  getStringAttribute: "string",
  getNumberAttribute: "number",
  getBooleanAttribute: "bool",
  getListAttribute: ["list", "string"],
  getNumberListAttribute: ["list", "number"],
  getStringMapAttribute: ["map", "string"],
  getNumberMapAttribute: ["map", "number"],
  getBooleanMapAttribute: ["map", "bool"],
};

const STORAGE: Readonly<Record<string, TypeJson>> = {
  string: "string",
  number: "number",
  boolean: "bool",
  stringList: ["list", "string"],
  numberList: ["list", "number"],
  stringMap: ["map", "string"],
  numberMap: ["map", "number"],
  booleanMap: ["map", "bool"],
};

/** The schema of a resource type or data source, from the one class of its binding that says it stands for it. */
export function resourceSchema(source: string, type: string): Block {
  const className = /export class (\w+) extends \w+\.Terraform(?:Resource|DataSource) /.exec(source)?.[1];
  if (!className || !source.includes(`tfResourceType = "${type}"`))
    throw new Error(`the binding is not of ${type}`);
  return blockOf(source, { className, structure: undefined });
}

/** The schema of a provider's own configuration; its structures have no classes of their own, only interfaces. */
export function configSchema(source: string, className: string): Block {
  return configBlock(source, { hcl: readHcl(source, { className }), interfaceName: `${className}Config` });
}

function blockOf(source: string, of: { className: string; structure: string | undefined }): Block {
  const members = readMembers(source, of.className);
  if (!members) throw new Error(`the binding has no class ${of.className}`);
  const hcl = readHcl(source, of.structure === undefined ? of : { structure: of.structure });
  const block: Block = { attributes: {}, blocks: {} };
  for (const member of members) {
    const entry = hcl.get(member.name);
    if (member.structure && entry && isBlock(member, entry))
      block.blocks[member.name] = nestedBlock(source, member, entry);
    else block.attributes[member.name] = [memberType(source, member), presence(member)];
  }
  return block;
}

// A computed "block" is an attribute whose value is written as blocks, and a map of blocks does not exist in protocol 5.
function isBlock(member: Member, entry: HclEntry): boolean {
  return entry.isBlock && !member.computed && entry.type !== "map";
}

function nestedBlock(source: string, member: Member, entry: HclEntry): NestedBlock {
  const structure = member.structure?.name ?? "";
  const block = blockOf(source, { className: `${structure}OutputReference`, structure });
  return { ...nesting(entry, member.required), block };
}

function nesting(entry: HclEntry, required: boolean): Omit<NestedBlock, "block"> {
  if (entry.type === "struct") return { nesting: "single" };
  return {
    nesting: entry.type === "set" ? "set" : "list",
    ...(required && { min: 1 }),
    ...(!entry.many && { max: 1 }),
  };
}

function memberType(source: string, member: Member): TypeJson {
  if (member.structure) return structureType(source, member.structure);
  const isSet = member.getter.includes("Fn.tolist(");
  const name = /this\.(\w+)\(/.exec(member.getter)?.[1] ?? "";
  const type = GETTERS[name] ?? listOfLists(member.fieldType);
  if (type === undefined) throw new Error(`attribute ${member.name}: unknown getter "${member.getter}"`);
  return isSet && typeof type !== "string" ? ["set", type[1]] : type;
}

function listOfLists(fieldType: string): TypeJson | undefined {
  const element = STORAGE[/^(\w+)\[\]\[\]$/.exec(fieldType)?.[1] ?? ""];
  return element === undefined ? undefined : ["list", ["list", element]];
}

function structureType(source: string, { name, container }: NonNullable<Member["structure"]>): TypeJson {
  const members = readMembers(source, `${name}OutputReference`);
  if (!members) throw new Error(`the binding has no class ${name}OutputReference`);
  const object: TypeJson = [
    "object",
    Object.fromEntries(members.map((member) => [member.name, memberType(source, member)])),
  ];
  return container === "single" ? ["list", object] : [container, object];
}

function presence(member: Member): Presence {
  if (member.required) return "r";
  if (member.optional) return member.computed ? "oc" : "o";
  return "c";
}

interface ConfigOf {
  readonly hcl: ReadonlyMap<string, HclEntry>;
  readonly interfaceName: string;
}

function configBlock(source: string, { hcl, interfaceName }: ConfigOf): Block {
  const required = readRequired(source, interfaceName);
  const block: Block = { attributes: {}, blocks: {} };
  for (const [name, entry] of hcl) {
    // The bindings add `alias`, which belongs to Terraform and not to the provider.
    if (name === "alias") continue;
    const isRequired = required.get(camelCase(name)) ?? false;
    if (entry.isBlock) block.blocks[name] = configNested(source, entry, isRequired);
    else block.attributes[name] = [storageType(name, entry), isRequired ? "r" : "o"];
  }
  return block;
}

function configNested(source: string, entry: HclEntry, required: boolean): NestedBlock {
  const structure = entry.storage.replace(/List$/, "");
  const block = configBlock(source, { hcl: readHcl(source, { structure }), interfaceName: structure });
  return { ...nesting(entry, required), block };
}

function storageType(name: string, entry: HclEntry): TypeJson {
  const type = STORAGE[entry.storage];
  if (type === undefined) throw new Error(`argument ${name}: unknown storage "${entry.storage}"`);
  return entry.type === "set" && typeof type !== "string" ? ["set", type[1]] : type;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
