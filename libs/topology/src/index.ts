export { builtFunctions, builtSlots } from "./built.ts";
export type { Edge, EdgeKind } from "./edges.ts";
export { FUNCTION_RULES } from "./function-rules.ts";
export type { Features, FunctionRule, Trigger } from "./function-rules.ts";
export { builtPartOf, topologyOf, unbuiltPartOf } from "./topology.ts";
export type { PlacedFunction, Topology } from "./topology.ts";
