import { describe, expect, test } from "vitest";
import { loadProviderSchema, schema } from "./schema.ts";

describe("provider schemas", () => {
  test.each(["aws", "azurerm", "google"])("of %s load with their overlay", async (name) => {
    const loaded = await loadProviderSchema(`registry.terraform.io/hashicorp/${name}`);
    expect(Object.keys(loaded.resources).length).toBeGreaterThan(15);
    expect(Object.keys(loaded.config.block.attributes)).not.toContain("alias");
  });

  test("carry what only the overlay knows", async () => {
    const { resources } = await loadProviderSchema("registry.terraform.io/hashicorp/azurerm");
    expect(resources["azurerm_storage_account"]?.block.attributes["primary_access_key"]).toMatchObject({
      computed: true,
      sensitive: true,
    });
  });

  test("refuse an overlay that names what is not there", () => {
    expect(() => schema({ attributes: {}, blocks: {} }, { sensitive: ["password"] })).toThrow(
      /names password/,
    );
  });
});
