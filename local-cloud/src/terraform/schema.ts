import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { TypeJson } from "./type-json.ts";

/** One attribute of a block. */
export interface Attribute {
  readonly type: TypeJson;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
}

/** A block within a block. */
export interface NestedBlock {
  readonly nesting: "single" | "list" | "set";
  readonly min: number;
  /** 0 is no limit. */
  readonly max: number;
  readonly block: Block;
}

/** The attributes and blocks of a resource, a data source, a provider's configuration or a nested block, by name. */
export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

/** A block with the version that Terraform keeps in its state. */
export interface Schema {
  readonly version: number;
  readonly block: Block;
}

/** Everything that one provider offers. */
export interface ProviderSchema {
  /** Full source address. */
  readonly provider: string;
  readonly version: string;
  readonly config: Schema;
  readonly resources: Readonly<Record<string, Schema>>;
  readonly dataSources: Readonly<Record<string, Schema>>;
}

interface BlockFile {
  readonly attributes: Readonly<Record<string, readonly [TypeJson, string]>>;
  readonly blocks: Readonly<
    Record<string, { nesting: NestedBlock["nesting"]; min?: number; max?: number; block: BlockFile }>
  >;
}

interface SchemaFile {
  readonly provider: string;
  readonly version: string;
  readonly config: BlockFile;
  readonly resources: Readonly<Record<string, BlockFile>>;
  readonly dataSources: Readonly<Record<string, BlockFile>>;
}

/** What the extracted schemas do not hold, by dotted path: the form of the *.overlay.json files. */
export interface Overlay {
  readonly version?: number;
  readonly sensitive?: readonly string[];
  readonly write_only?: readonly string[];
  readonly min_items?: Readonly<Record<string, number>>;
  readonly max_items?: Readonly<Record<string, number>>;
}

interface OverlayFile {
  readonly config?: Overlay;
  readonly resources?: Readonly<Record<string, Overlay>>;
}

const SCHEMAS = new URL("../../schemas/", import.meta.url);

/** Reads the schemas of the provider with this source address, with their overlay. */
export async function loadProviderSchema(provider: string): Promise<ProviderSchema> {
  const name = provider.slice(provider.lastIndexOf("/") + 1);
  const file = await readJson<SchemaFile>(`${name}.json`);
  const overlay = await readJson<OverlayFile>(`${name}.overlay.json`);
  return providerSchema(file, overlay);
}

async function readJson<Content>(name: string): Promise<Content> {
  return JSON.parse(await readFile(fileURLToPath(new URL(name, SCHEMAS)), "utf8"));
}

function providerSchema(file: SchemaFile, overlays: OverlayFile): ProviderSchema {
  const all = (of: Readonly<Record<string, BlockFile>>): Record<string, Schema> =>
    Object.fromEntries(
      Object.entries(of).map(([type, block]) => [type, schema(block, overlays.resources?.[type])]),
    );
  const unknown = Object.keys(overlays.resources ?? {}).filter((type) => !(type in file.resources));
  if (unknown.length > 0)
    throw new Error(`the overlay of ${file.provider} names types without schema: ${unknown.join(", ")}`);
  return {
    provider: file.provider,
    version: file.version,
    config: schema(file.config, overlays.config),
    resources: all(file.resources),
    dataSources: all(file.dataSources),
  };
}

/** A schema from its file form and its overlay; throws when the overlay names a path that does not exist. */
export function schema(block: BlockFile, overlay: Overlay = {}): Schema {
  const known = new Set<string>();
  const made = { version: overlay.version ?? 0, block: toBlock(block, { overlay, known, prefix: "" }) };
  const named = [overlay.sensitive ?? [], overlay.write_only ?? []].flat();
  const counted = [overlay.min_items ?? {}, overlay.max_items ?? {}].flatMap(Object.keys);
  const wrong = [...named, ...counted].find((path) => !known.has(path));
  if (wrong !== undefined) throw new Error(`the overlay names ${wrong}, which the schema does not have`);
  return made;
}

interface Place {
  readonly overlay: Overlay;
  /** Collects every path that exists. */
  readonly known: Set<string>;
  readonly prefix: string;
}

function toBlock(file: BlockFile, place: Place): Block {
  const { overlay, known, prefix } = place;
  const attributes: Record<string, Attribute> = {};
  for (const [name, [type, flags]] of Object.entries(file.attributes)) {
    known.add(prefix + name);
    attributes[name] = {
      type,
      required: flags === "r",
      optional: flags.includes("o"),
      computed: flags.includes("c"),
      sensitive: overlay.sensitive?.includes(prefix + name) ?? false,
      writeOnly: overlay.write_only?.includes(prefix + name) ?? false,
    };
  }
  const blocks: Record<string, NestedBlock> = {};
  for (const [name, nested] of Object.entries(file.blocks)) {
    known.add(prefix + name);
    blocks[name] = {
      nesting: nested.nesting,
      min: overlay.min_items?.[prefix + name] ?? nested.min ?? 0,
      max: overlay.max_items?.[prefix + name] ?? nested.max ?? 0,
      block: toBlock(nested.block, { ...place, prefix: `${prefix}${name}.` }),
    };
  }
  return { attributes, blocks };
}
