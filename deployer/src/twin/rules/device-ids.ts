import { iotDevicesFile } from "@twin2multicloud/model";
import type { Cloud, Finding, JsonPath } from "@twin2multicloud/model";
import { errorAt } from "../finding.ts";
import type { Rule } from "./rule.ts";

/** What a cloud takes as a device id. */
interface IdLimits {
  readonly characters: RegExp;
  readonly words: string;
  readonly limit: number;
}

/**
 * AWS: thing names (the policy and client id are `{twin}-{device}`, at most 128). Azure: IoT Hub's set without what
 * MQTT topics and paths reserve. Google: the id travels in the payload only.
 */
const LIMITS: Readonly<Record<Cloud, IdLimits>> = {
  aws: { characters: /^[a-zA-Z0-9:_-]*$/, words: "letters, digits and : _ -", limit: 80 },
  azure: {
    characters: /^[a-zA-Z0-9\-.%_*?!(),:=@']*$/,
    words: "letters, digits and - . % _ * ? ! ( ) , : = @ '",
    limit: 128,
  },
  gcp: { characters: /^[\x21-\x7e]*$/, words: "printable ASCII characters without spaces", limit: 128 },
};

interface DeviceId {
  readonly id: string;
  readonly path: JsonPath;
}

const spot = ({ path }: DeviceId) => ({ file: iotDevicesFile, path: [...path, "id"] });
const normalised = (id: string): string => id.toLowerCase().replaceAll(/[^a-z0-9]/g, "-");

function characterFindings(device: DeviceId, cloud: Cloud | undefined): Finding[] {
  const shown = JSON.stringify(device.id);
  const findings: Finding[] = [];
  if (/[+#/$\s]|\p{Cc}/u.test(device.id) || device.id.startsWith(".")) {
    findings.push(
      errorAt(
        spot(device),
        shown,
        "an id without + # / $ and white space, which device topics and file names reserve, not beginning with a dot",
      ),
    );
  } else if (cloud && !LIMITS[cloud].characters.test(device.id)) {
    findings.push(errorAt(spot(device), shown, `on ${cloud}: ${LIMITS[cloud].words}`));
  }
  const limit = cloud ? LIMITS[cloud].limit : 128;
  if (device.id.length > limit) {
    findings.push(
      errorAt(
        spot(device),
        `${device.id.length} characters`,
        `at most ${limit}${cloud ? ` on ${cloud}` : ""}`,
      ),
    );
  }
  return findings;
}

function collisionFindings(devices: readonly DeviceId[]): Finding[] {
  const seen = new Map<string, DeviceId>();
  return devices.flatMap((device) => {
    const first = seen.get(normalised(device.id));
    if (!first) {
      seen.set(normalised(device.id), device);
      return [];
    }
    const found = JSON.stringify(device.id);
    if (first.id === device.id)
      return [errorAt(spot(device), `${found}, which another device bears already`, "an id of its own")];
    return [
      errorAt(
        spot(device),
        `${found}, which becomes the same resource name as ${JSON.stringify(first.id)}`,
        "ids that differ in more than case and punctuation",
      ),
    ];
  });
}

/** Device ids are unique, stay so in resource names, and are what the cloud of the devices takes. */
export const deviceIds: Rule = ({ devices }, { deviceCloud }) => {
  const ids = devices.flatMap(({ path, value }) => (value.id === undefined ? [] : [{ id: value.id, path }]));
  return [...ids.flatMap((device) => characterFindings(device, deviceCloud)), ...collisionFindings(ids)];
};
