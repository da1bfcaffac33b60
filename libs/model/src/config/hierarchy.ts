import * as z from "zod/mini";
import { DATA_TYPES } from "../twin-file.ts";
import type { DataType } from "../twin-file.ts";
import type { ConfigFile } from "./config-file.ts";

/** A property of a component; `value` is given for constant ones. */
export interface ComponentProperty {
  readonly name: string;
  readonly dataType: DataType;
  readonly value?: string | number | boolean | undefined;
}

/** A component: what a device is within the hierarchy. Its device is `iotDeviceId`, else the one that bears its name. */
export interface HierarchyComponent {
  readonly type: "component";
  readonly name: string;
  readonly componentTypeId: string;
  readonly iotDeviceId?: string | undefined;
  readonly properties?: readonly ComponentProperty[] | undefined;
  readonly constProperties?: readonly ComponentProperty[] | undefined;
}

/** An entity: a place or a thing that holds further entities and components. */
export interface HierarchyEntity {
  readonly type: "entity";
  readonly id: string;
  readonly children?: readonly HierarchyNode[] | undefined;
}

/** One node of `config_hierarchy.json`. */
export type HierarchyNode = HierarchyEntity | HierarchyComponent;

const name = z.string().check(z.minLength(1));
const property = z.strictObject({
  name,
  dataType: z.enum(DATA_TYPES),
  value: z.optional(z.union([z.string(), z.number(), z.boolean()])),
});

const component = z.strictObject({
  type: z.literal("component"),
  name,
  componentTypeId: name,
  iotDeviceId: z.optional(name),
  properties: z.optional(z.array(property)),
  constProperties: z.optional(z.array(property)),
});

const entity = z.strictObject({
  type: z.literal("entity"),
  id: name,
  get children(): z.ZodMiniOptional<z.ZodMiniArray<z.ZodMiniType<HierarchyNode>>> {
    return z.optional(z.array(hierarchyNodeSchema));
  },
});

/** Schema of one node of `config_hierarchy.json`; entities nest. */
export const hierarchyNodeSchema: z.ZodMiniType<HierarchyNode> = z.discriminatedUnion("type", [
  entity,
  component,
]);

/** How `config_hierarchy.json` is read: a list of entities. */
export const hierarchyFile: ConfigFile<typeof entity> = {
  name: "config_hierarchy.json",
  schema: entity,
  list: true,
  required: false,
  ineffective: [],
  notDeployedYet: [{ path: ["*"], why: "the hierarchy" }],
};
