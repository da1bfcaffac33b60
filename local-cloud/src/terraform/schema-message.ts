import type { Block, ProviderSchema, Schema } from "./schema.ts";

/** The answer to Terraform's question for the schemas. */
export function schemasMessage(schema: ProviderSchema): object {
  return {
    provider: schemaMessage(schema.config),
    resource_schemas: mapValues(schema.resources, schemaMessage),
    data_source_schemas: mapValues(schema.dataSources, schemaMessage),
    diagnostics: [],
  };
}

function schemaMessage({ version, block }: Schema): object {
  return { version, block: blockMessage(block) };
}

function blockMessage(block: Block): object {
  return {
    attributes: Object.entries(block.attributes).map(([name, { type, writeOnly, ...flags }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      write_only: writeOnly,
      ...flags,
    })),
    block_types: Object.entries(block.blocks).map(([name, nested]) => ({
      type_name: name,
      block: blockMessage(nested.block),
      nesting: nested.nesting.toUpperCase(),
      min_items: nested.nesting === "single" ? 0 : nested.min,
      max_items: nested.nesting === "single" ? 0 : nested.max,
    })),
  };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
