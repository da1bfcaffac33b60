import { eventsFile } from "@twin2multicloud/model";
import type { EventConfig, Finding, HierarchyNode, JsonPath } from "@twin2multicloud/model";
import type { Draft, Parts } from "../draft.ts";
import { errorAt } from "../finding.ts";
import type { Located } from "../read-config.ts";
import type { Rule } from "./rule.ts";

const OPERATORS = ["<", "<=", "==", "!=", ">=", ">"];
const CONSTANT = /^(DOUBLE|INTEGER|LONG)\(-?\d+(\.\d+)?\)$|^STRING\(.*\)$|^BOOLEAN\((true|false)\)$/;
const DOTTED = /^[^.\s]+(\.[^.\s]+){1,2}$/;
const GRAMMAR = `entity.component.property, one of ${OPERATORS.join(" ")}, then DOUBLE(..), INTEGER(..), STRING(..), BOOLEAN(..) or another entity.component.property`;

interface Condition {
  readonly left: string;
  readonly operator: string;
  readonly right: string;
}

function conditionOf(text: string): Condition | undefined {
  const match = /^(\S+)\s+(\S+)\s+(.+)$/.exec(text.trim());
  if (!match) return undefined;
  const [, left = "", operator = "", right = ""] = match;
  const wellFormed =
    DOTTED.test(left) && OPERATORS.includes(operator) && (CONSTANT.test(right) || DOTTED.test(right));
  return wellFormed ? { left, operator, right } : undefined;
}

/** Components with a device of another name. */
function componentDevices(nodes: readonly HierarchyNode[]): [string, string][] {
  return nodes.flatMap((node) =>
    node.type === "entity"
      ? componentDevices(node.children ?? [])
      : [[node.name, node.iotDeviceId ?? node.name] satisfies [string, string]],
  );
}

function deviceNamed(path: string, devices: ReadonlyMap<string, string>): string {
  const component = path.split(".").at(-2) ?? "";
  return devices.get(component) ?? component;
}

function eventFindings(event: Located<Parts<EventConfig>>, draft: Draft): Finding[] {
  const known = new Set(draft.devices.flatMap(({ value }) => value.id ?? []));
  const components = new Map(componentDevices(draft.hierarchy.map(({ value }) => value)));
  const unknown = (path: JsonPath, device: string): Finding[] =>
    known.has(device)
      ? []
      : [
          errorAt(
            { file: eventsFile, path: [...event.path, ...path] },
            `the device ${JSON.stringify(device)}`,
            "a device of config_iot_devices.json",
          ),
        ];
  const findings: Finding[] = [];
  const { condition, action } = event.value;
  if (condition !== undefined) {
    const parsed = conditionOf(condition);
    if (!parsed)
      findings.push(
        errorAt({ file: eventsFile, path: [...event.path, "condition"] }, JSON.stringify(condition), GRAMMAR),
      );
    const operands = parsed ? [parsed.left, parsed.right].filter((operand) => !CONSTANT.test(operand)) : [];
    findings.push(...operands.flatMap((operand) => unknown(["condition"], deviceNamed(operand, components))));
  }
  const feedbackTo = action?.feedback?.iotDeviceId;
  if (feedbackTo !== undefined) findings.push(...unknown(["action", "feedback", "iotDeviceId"], feedbackTo));
  return findings;
}

/** Conditions follow their grammar, and rules speak of devices that the twin has. */
export const events: Rule = (draft) => draft.events.flatMap((event) => eventFindings(event, draft));
