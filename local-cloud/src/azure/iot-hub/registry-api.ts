import { randomUUID } from "node:crypto";
import type { HttpHandler, HttpReply, HttpRequest } from "../http/https-endpoint.ts";
import type { DeviceIdentity, DeviceRegistry, DeviceSpec } from "./device-registry.ts";
import type { HubPermission, HubPolicy } from "./hub-policies.ts";
import { parseSasToken, sasProblem } from "./sas-token.ts";

/** What the registry of one hub needs. */
export interface RegistryApiOptions {
  readonly hub: string;
  /** `localhost:PORT` */
  readonly hostname: string;
  readonly registry: DeviceRegistry;
  readonly policy: (name: string) => HubPolicy | undefined;
  /** Closes the connection of a device that was removed or disabled. */
  readonly disconnect: (deviceId: string) => void;
  readonly now: () => number;
}

// https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-identity-registry#device-identity-properties
const DEVICE_ID = /^[A-Za-z0-9\-:.+%_#*?!(),=@;$']{1,128}$/;

/** Serves the device registry: `/devices/{id}` and `/devices` (https://learn.microsoft.com/rest/api/iothub/service/devices). */
export function createRegistryApi(options: RegistryApiOptions): HttpHandler {
  return async (request) => {
    const [collection, id = ""] = request.url.pathname.slice(1).split("/").map(decodeURIComponent);
    if (collection !== "devices") return refusal(404, "NotFound", `no such path: ${request.url.pathname}`);
    const problem = unauthorized(request, options);
    if (problem) return refusal(401, "IotHubUnauthorizedAccess", problem);
    if (!request.url.searchParams.has("api-version"))
      return refusal(400, "InvalidProtocolVersion", "api-version is missing");
    if (!id)
      return reply(
        200,
        options.registry.list(options.hub).map((one) => toJson(one)),
      );
    if (!DEVICE_ID.test(id))
      return refusal(400, "ArgumentInvalid", `the device id ${id} has characters that are not allowed`);
    return answer(request, { ...options, id });
  };
}

type Answering = RegistryApiOptions & { readonly id: string };

async function answer(request: HttpRequest, options: Answering): Promise<HttpReply> {
  const { hub, registry, id } = options;
  const present = registry.get(hub, id);
  if (request.method === "PUT") return putDevice(request, options, present);
  if (!present) return refusal(404, "DeviceNotFound", `the device ${id} is not registered`);
  if (request.method === "GET") return reply(200, toJson(present));
  if (request.method !== "DELETE") return refusal(405, "MethodNotAllowed", request.method);
  await registry.delete(hub, id);
  options.disconnect(id);
  return { status: 204 };
}

async function putDevice(
  request: HttpRequest,
  options: Answering,
  present?: DeviceIdentity,
): Promise<HttpReply> {
  const spec = specOf(request.body, options.id);
  if (typeof spec === "string") return refusal(400, "ArgumentInvalid", spec);
  const expected = request.headers["if-match"];
  if (present && expected === undefined)
    return refusal(409, "DeviceAlreadyExists", `a device with ID '${options.id}' is already registered`);
  if (present && expected !== "*" && expected !== `"${present.etag}"`) {
    return refusal(412, "PreconditionFailed", "the etag does not match");
  }
  // If-Match is for updates: https://learn.microsoft.com/rest/api/iothub/service/devices/create-or-update-identity#request-header
  if (!present && expected !== undefined)
    return refusal(
      404,
      "DeviceNotFound",
      `${options.id} is not registered; If-Match must not be set when a device is created`,
    );
  const device = await options.registry.put(options.hub, options.id, spec);
  if (device.status === "disabled") options.disconnect(options.id);
  return reply(200, toJson(device));
}

function specOf(body: Buffer, id: string): DeviceSpec | string {
  const parsed = parseObject(body.toString("utf8"));
  if (!parsed) return "the body is no JSON object";
  if (parsed["deviceId"] !== undefined && parsed["deviceId"] !== id)
    return "the deviceId of the body differs from that of the path";
  const status = parsed["status"] ?? "enabled";
  if (status !== "enabled" && status !== "disabled") return "status: expected enabled or disabled";
  const authentication = field(parsed, "authentication");
  const type = authentication?.["type"] ?? "sas";
  if (type !== "sas")
    return `authentication.type: the local cloud emulates sas only, found ${JSON.stringify(type)}`;
  const keys = field(authentication ?? {}, "symmetricKey") ?? {};
  const [primaryKey, secondaryKey] = [keys["primaryKey"], keys["secondaryKey"]];
  for (const key of [primaryKey, secondaryKey]) {
    if (key !== undefined && key !== null && !isKey(key))
      return "symmetricKey: expected 16 to 64 bytes in base64";
  }
  return {
    status,
    ...(typeof primaryKey === "string" && { primaryKey }),
    ...(typeof secondaryKey === "string" && { secondaryKey }),
  };
}

function isKey(key: unknown): boolean {
  if (typeof key !== "string") return false;
  const bytes = Buffer.from(key, "base64").length;
  return bytes >= 16 && bytes <= 64;
}

function unauthorized(request: HttpRequest, options: RegistryApiOptions): string | undefined {
  const token = parseSasToken(request.headers.authorization ?? "");
  if (!token?.policy) return "Authorization: expected a shared access signature of a policy";
  const policy = options.policy(token.policy);
  if (!policy) return `no shared access policy ${token.policy}`;
  const wanted: HubPermission = request.method === "GET" ? "registryRead" : "registryWrite";
  if (!policy.permissions.includes(wanted)) return `the policy ${policy.name} does not allow ${wanted}`;
  const resource = `${options.hostname}${decodeURI(request.url.pathname)}`;
  return sasProblem(token, { resource, keys: policy.keys, now: options.now() });
}

function toJson(device: DeviceIdentity): Record<string, unknown> {
  const { deviceId, generationId, etag, status, primaryKey, secondaryKey } = device;
  const never = "0001-01-01T00:00:00Z";
  return {
    deviceId,
    generationId,
    etag,
    connectionState: "Disconnected",
    status,
    statusReason: null,
    connectionStateUpdatedTime: never,
    statusUpdatedTime: never,
    lastActivityTime: never,
    cloudToDeviceMessageCount: 0,
    authentication: {
      symmetricKey: { primaryKey, secondaryKey },
      x509Thumbprint: { primaryThumbprint: null, secondaryThumbprint: null },
      type: "sas",
    },
    capabilities: { iotEdge: false },
  };
}

function refusal(status: number, code: string, message: string): HttpReply {
  const trackingId = randomUUID().replaceAll("-", "");
  return reply(
    status,
    { Message: `ErrorCode:${code};${message}`, ExceptionMessage: `Tracking ID:${trackingId}` },
    code,
  );
}

function reply(status: number, body: unknown, code?: string): HttpReply {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    ...(code && { "iothub-errorcode": code }),
  };
  return { status, headers, body: JSON.stringify(body) };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function field(value: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  return asObject(value[name]);
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}
