import { hierarchyFile } from "@twin2multicloud/model";
import type { Finding, HierarchyNode, JsonPath } from "@twin2multicloud/model";
import { errorAt } from "../finding.ts";
import type { Rule } from "./rule.ts";

function nodeFindings(node: HierarchyNode, at: JsonPath, known: ReadonlySet<string>): Finding[] {
  if (node.type === "entity") {
    return (node.children ?? []).flatMap((child, index) =>
      nodeFindings(child, [...at, "children", index], known),
    );
  }
  const device = node.iotDeviceId;
  if (device === undefined || known.has(device)) return [];
  const spot = { file: hierarchyFile, path: [...at, "iotDeviceId"] };
  return [errorAt(spot, `the device ${JSON.stringify(device)}`, "a device of config_iot_devices.json")];
}

/** Components of the hierarchy stand for devices that the twin has. */
export const hierarchy: Rule = (draft) => {
  const known = new Set(draft.devices.flatMap(({ value }) => value.id ?? []));
  return draft.hierarchy.flatMap(({ path, value }) => nodeFindings(value, path, known));
};
