import { Failure } from "../failure.ts";
import type { Http, HttpAnswer } from "../machine/http.ts";
import { sasToken } from "./sas-token.ts";

/** The devices that a hub lets in. Every method throws a Failure with the hub's answer. */
export interface DeviceRegistry {
  /** Lets a device in by this key (base64); does nothing if it is in already by the same key. */
  put(device: string, key: string): Promise<void>;
  /** Lets a device in no more; does nothing if it is not in. */
  remove(device: string): Promise<void>;
}

/** A hub and the policy by which its registry may be written. */
export interface RegistryAccess {
  readonly hostname: string;
  readonly policy: string;
  readonly key: string;
  /** The PEM bundle to trust. */
  readonly ca: string;
}

const API_VERSION = "2021-04-12";
const TOKEN_LIFE_MS = 3_600_000;

function failed(answer: HttpAnswer, what: string): Failure {
  return new Failure(`IoT Hub refused to ${what}: ${answer.status} ${answer.body.slice(0, 300)}`, {
    advice: "Run the same command again; what was done so far is kept.",
  });
}

function isRegistered(answer: HttpAnswer, key: string): boolean {
  return answer.status === 200 && answer.body.includes(JSON.stringify(key));
}

/** The registry of an IoT Hub (https://learn.microsoft.com/rest/api/iothub/service/devices). */
export function iotHubRegistry(http: Http, access: RegistryAccess, now: () => number): DeviceRegistry {
  const { hostname, policy, key, ca } = access;
  const send = (method: "GET" | "PUT" | "DELETE", device: string, body?: object): Promise<HttpAnswer> => {
    const authorization = sasToken({ resource: hostname, key, policy, expiresAt: now() + TOKEN_LIFE_MS });
    const overwrite = method === "GET" ? {} : { "if-match": "*" };
    return http({
      method,
      url: `https://${hostname}/devices/${encodeURIComponent(device)}?api-version=${API_VERSION}`,
      headers: { authorization, "content-type": "application/json", ...overwrite },
      ca,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  };
  return {
    put: async (device, deviceKey) => {
      const known = await send("GET", device);
      if (isRegistered(known, deviceKey)) return;
      const symmetricKey = { primaryKey: deviceKey, secondaryKey: deviceKey };
      const body = { deviceId: device, status: "enabled", authentication: { type: "sas", symmetricKey } };
      const answer = await send("PUT", device, body);
      if (answer.status >= 300) throw failed(answer, `register ${device}`);
    },
    remove: async (device) => {
      const answer = await send("DELETE", device);
      if (answer.status >= 300 && answer.status !== 404) throw failed(answer, `remove ${device}`);
    },
  };
}
