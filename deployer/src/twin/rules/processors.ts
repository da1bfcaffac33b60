import { iotDevicesFile } from "@twin2multicloud/model";
import { errorAt } from "../finding.ts";
import type { Rule } from "./rule.ts";

/** Every processor that a device names was built. */
export const processorsExist: Rule = ({ devices }, { processors }) => {
  if (!processors) return [];
  return devices.flatMap(({ path, value: { processor } }) =>
    processor === undefined || processors.includes(processor)
      ? []
      : [
          errorAt(
            { file: iotDevicesFile, path: [...path, "processor"] },
            JSON.stringify(processor),
            `a processor of libs/processors: ${processors.join(", ")}`,
          ),
        ],
  );
};
