import { describe, expect, test } from "vitest";
import { configSchema, resourceSchema } from "./to-schema.ts";

// Made up, in the form of the generated bindings.
const BINDING = `
export class QueueRuleOutputReference extends cdktf.ComplexObject {
  // label - computed: false, optional: false, required: true
  private _label?: string; 
  public get label() {
    return this.getStringAttribute('label');
  }
}
export function queueRuleToHclTerraform(struct?: QueueRule): any {
  const attrs = {
    label: {
      value: cdktf.stringToHclTerraform(struct!.label),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };
}
export class Queue extends cdktf.TerraformResource {
  public static readonly tfResourceType = "test_queue";
  // arn - computed: true, optional: false, required: false
  public get arn() {
    return this.getStringAttribute('arn');
  }

  // zones - computed: true, optional: true, required: false
  private _zones?: string[]; 
  public get zones() {
    return cdktf.Fn.tolist(this.getListAttribute('zones'));
  }

  // ranges - computed: false, optional: true, required: false
  private _ranges?: number[][] | cdktf.IResolvable; 
  public get ranges() {
    return this.interpolationForAttribute('ranges');
  }

  // rule - computed: false, optional: false, required: true
  private _rule = new QueueRuleList(this, "rule", true);
  public get rule() {
    return this._rule;
  }

  // seen - computed: true, optional: false, required: false
  private _seen = new QueueRuleList(this, "seen", false);
  public get seen() {
    return this._seen;
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      rule: {
        value: cdktf.listMapperHcl(queueRuleToHclTerraform, true)(this._rule.internalValue),
        isBlock: true,
        type: "set",
        storageClassType: "QueueRuleList",
      },
    };
  }
}
`;

describe("the schema of a binding", () => {
  test("tells types, flags, blocks and computed structures apart", () => {
    expect(resourceSchema(BINDING, "test_queue")).toEqual({
      attributes: {
        arn: ["string", "c"],
        zones: [["set", "string"], "oc"],
        ranges: [["list", ["list", "number"]], "o"],
        seen: [["list", ["object", { label: "string" }]], "c"],
      },
      blocks: {
        rule: { nesting: "set", min: 1, block: { attributes: { label: ["string", "r"] }, blocks: {} } },
      },
    });
  });

  test("is refused for a binding of another type", () => {
    expect(() => resourceSchema(BINDING, "test_topic")).toThrow(/not of test_topic/);
  });

  test("names an attribute whose type it cannot tell", () => {
    const strange = BINDING.replace("this.getStringAttribute('arn')", "this.somethingNew('arn')");
    expect(() => resourceSchema(strange, "test_queue")).toThrow(/attribute arn: unknown getter/);
  });

  test("of a provider's configuration comes from its interface", () => {
    const binding = `
export interface TestProviderConfig {
  readonly alias?: string;
  readonly accountId: string;
}
export class TestProvider extends cdktf.TerraformProvider {
  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      account_id: {
        value: cdktf.stringToHclTerraform(this._accountId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };
  }
}
`;
    expect(configSchema(binding, "TestProvider")).toEqual({
      attributes: { account_id: ["string", "r"] },
      blocks: {},
    });
  });
});
