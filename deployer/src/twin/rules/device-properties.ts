import {
  declaredTypeComplaint,
  describeValue,
  iotDevicesFile,
  propertiesComplaint,
} from "@twin2multicloud/model";
import type { DataType, Finding, IotDevice, JsonPath } from "@twin2multicloud/model";
import { errorAt } from "../finding.ts";
import type { Parts } from "../draft.ts";
import type { Rule } from "./rule.ts";

/** What the edge reads as a message's own fields, so that no property of these names would ever be stored. */
const MESSAGE_FIELDS = ["device_id", "deviceId", "iotDeviceId", "timestamp", "time", "ts", "message_id"];

interface Declared {
  readonly name: string;
  readonly dataType: DataType;
  readonly value: string | number | boolean | undefined;
  readonly valueField: "initValue" | "value";
  readonly path: JsonPath;
}

function declaredBy(device: Parts<IotDevice>, at: JsonPath): Declared[] {
  const properties = (device.properties ?? []).map(({ name, dataType, initValue }, index): Declared => ({
    name,
    dataType,
    value: initValue,
    valueField: "initValue",
    path: [...at, "properties", index],
  }));
  const constants = (device.constProperties ?? []).map(({ name, dataType, value }, index): Declared => ({
    name,
    dataType,
    value,
    valueField: "value",
    path: [...at, "constProperties", index],
  }));
  return [...properties, ...constants];
}

function nameFindings({ name, path }: Declared): Finding[] {
  const spot = { file: iotDevicesFile, path: [...path, "name"] };
  if (MESSAGE_FIELDS.includes(name)) {
    return [
      errorAt(spot, JSON.stringify(name), "another name: this one is read as a field of the message itself"),
    ];
  }
  const complaint = propertiesComplaint({ [name]: null });
  return complaint ? [errorAt(spot, JSON.stringify(name), complaint)] : [];
}

function valueFindings({ name, dataType, value, valueField, path }: Declared): Finding[] {
  if (value === undefined || !declaredTypeComplaint({ [name]: value }, { [name]: dataType })) return [];
  return [
    errorAt(
      { file: iotDevicesFile, path: [...path, valueField] },
      describeValue(value),
      `a value of type ${dataType}`,
    ),
  ];
}

function duplicateFindings(declared: readonly Declared[]): Finding[] {
  return declared
    .filter(({ name }, index) => declared.findIndex((other) => other.name === name) < index)
    .map(({ name, path }) =>
      errorAt(
        { file: iotDevicesFile, path: [...path, "name"] },
        `${JSON.stringify(name)} a second time`,
        "each property once",
      ),
    );
}

/** Properties have names that can be stored, each once per device, and values of their declared type. */
export const deviceProperties: Rule = ({ devices }) =>
  devices.flatMap(({ path, value }) => {
    const declared = declaredBy(value, path);
    return [
      ...declared.flatMap(nameFindings),
      ...declared.flatMap(valueFindings),
      ...duplicateFindings(declared),
    ];
  });
