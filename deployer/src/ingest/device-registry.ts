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

/** One call; `replaces` says that it may change what is there, and only then the hub lets it (`If-Match`). */
interface RegistryRequest {
  readonly method: "GET" | "PUT" | "DELETE";
  readonly replaces: boolean;
  readonly body?: object;
}

/** The registry of an IoT Hub (https://learn.microsoft.com/rest/api/iothub/service/devices). */
export function iotHubRegistry(http: Http, access: RegistryAccess, now: () => number): DeviceRegistry {
  const { hostname, policy, key, ca } = access;
  const send = (device: string, request: RegistryRequest): Promise<HttpAnswer> => {
    const authorization = sasToken({ resource: hostname, key, policy, expiresAt: now() + TOKEN_LIFE_MS });
    return http({
      method: request.method,
      url: `https://${hostname}/devices/${encodeURIComponent(device)}?api-version=${API_VERSION}`,
      headers: {
        authorization,
        "content-type": "application/json",
        ...(request.replaces ? { "if-match": "*" } : {}),
      },
      ca,
      ...(request.body ? { body: JSON.stringify(request.body) } : {}),
    });
  };
  return {
    put: async (device, deviceKey) => {
      const known = await send(device, { method: "GET", replaces: false });
      if (isRegistered(known, deviceKey)) return;
      const symmetricKey = { primaryKey: deviceKey, secondaryKey: deviceKey };
      const body = { deviceId: device, status: "enabled", authentication: { type: "sas", symmetricKey } };
      const answer = await send(device, { method: "PUT", replaces: known.status === 200, body });
      if (answer.status >= 300) throw failed(answer, `register ${device}`);
    },
    remove: async (device) => {
      const answer = await send(device, { method: "DELETE", replaces: true });
      if (answer.status >= 300 && answer.status !== 404) throw failed(answer, `remove ${device}`);
    },
  };
}
