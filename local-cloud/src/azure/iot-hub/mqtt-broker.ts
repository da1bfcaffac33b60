import type { Duplex } from "node:stream";
import { Aedes } from "aedes";
import type { AuthenticateError, Client, PublishPacket, Subscription } from "aedes";
import type { DeviceIdentity } from "./device-registry.ts";
import type { HubPolicy } from "./hub-policies.ts";
import { parsePropertyBag } from "./property-bag.ts";
import type { MessageProperties } from "./property-bag.ts";
import { parseSasToken, sasProblem } from "./sas-token.ts";

/** A message that a device sent. */
export interface DeviceMessage {
  readonly device: DeviceIdentity;
  readonly properties: MessageProperties;
  readonly body: Uint8Array;
}

/** What the broker of one hub needs. */
export interface MqttBrokerOptions {
  readonly hostname: string;
  readonly device: (deviceId: string) => DeviceIdentity | undefined;
  readonly policy: (name: string) => HubPolicy | undefined;
  /** Resolves when the message is durable; only then the device gets its acknowledgement. */
  readonly accept: (message: DeviceMessage) => Promise<void>;
  /** Hears why a device was refused or its message not taken. */
  readonly report: (problem: string) => void;
  readonly now: () => number;
}

/** The MQTT side of a hub. */
export interface MqttBroker {
  /** Takes over a connection on which a client has begun to speak MQTT. */
  handle(connection: Duplex): void;
  disconnect(deviceId: string): void;
  close(): Promise<void>;
}

/** The largest message from a device (https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling). */
const MAX_MESSAGE_BYTES = 256 * 1024;
const NOT_AUTHORIZED = 5;

/** Starts a broker that speaks as IoT Hub does (https://learn.microsoft.com/azure/iot/iot-mqtt-connect-to-iot-hub). */
export async function createMqttBroker(options: MqttBrokerOptions): Promise<MqttBroker> {
  const connected = new Map<string, Client>();
  const broker = await Aedes.createBroker({
    heartbeatInterval: 60_000,
    authenticate(client, username, password, done) {
      const problem = connectProblem(
        { clientId: client.id, username: username ?? "", password: String(password ?? "") },
        options,
      );
      if (problem === undefined) return done(null, true);
      options.report(`device ${client.id} may not connect: ${problem}`);
      done(refusal(problem), false);
    },
    // The broker would acknowledge before it publishes, so what must be durable is made so while it still asks for permission.
    authorizePublish(client, packet, done) {
      void acceptPublish(client, packet, options).then(
        () => done(null),
        (error: unknown) => {
          const reason = error instanceof Error ? error : new Error(String(error));
          options.report(`message of device ${client?.id}: ${reason.message}`);
          done(reason);
        },
      );
    },
    authorizeSubscribe(client, subscription, done) {
      if (mayListen(client.id, subscription)) done(null, subscription);
      else done(new Error(`a device may not subscribe to ${subscription.topic}`));
    },
  });
  broker.on("client", (client) => void connected.set(client.id, client));
  broker.on("clientDisconnect", (client) => {
    if (connected.get(client.id) === client) connected.delete(client.id);
  });
  return {
    handle: (connection) => void broker.handle(connection),
    disconnect: (deviceId) => connected.get(deviceId)?.close(),
    close: () => new Promise((resolve) => broker.close(resolve)),
  };
}

interface Login {
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}

function connectProblem(
  { clientId, username, password }: Login,
  options: MqttBrokerOptions,
): string | undefined {
  const expected = `${options.hostname}/${clientId}/`;
  if (!username.toLowerCase().startsWith(expected.toLowerCase()))
    return `username: expected ${expected}?api-version=...`;
  if (!/[?&]api-version=/.test(username)) return "username: api-version is missing";
  const device = options.device(clientId);
  if (!device) return `device ${clientId} is not registered`;
  if (device.status !== "enabled") return `device ${clientId} is disabled`;
  const token = parseSasToken(password);
  if (!token) return "password: expected a shared access signature";
  const keys = token.policy ? policyKeys(token.policy, options) : [device.primaryKey, device.secondaryKey];
  return sasProblem(token, { resource: `${options.hostname}/devices/${clientId}`, keys, now: options.now() });
}

function policyKeys(name: string, options: MqttBrokerOptions): readonly string[] {
  const policy = options.policy(name);
  return policy?.permissions.includes("deviceConnect") ? policy.keys : [];
}

async function acceptPublish(
  client: Client | null,
  packet: PublishPacket,
  options: MqttBrokerOptions,
): Promise<void> {
  const deviceId = client?.id ?? "";
  const prefix = `devices/${deviceId}/messages/events/`;
  const body = Buffer.from(packet.payload);
  if (!packet.topic.startsWith(prefix)) throw new Error(`topic: expected ${prefix}, found ${packet.topic}`);
  if (packet.qos > 1) throw new Error("quality of service: expected 0 or 1, found 2");
  if (body.length > MAX_MESSAGE_BYTES)
    throw new Error(`message: expected at most ${MAX_MESSAGE_BYTES} bytes, found ${body.length}`);
  const device = options.device(deviceId);
  if (device?.status !== "enabled") throw new Error(`device ${deviceId} is not registered or disabled`);
  packet.retain = false;
  await options.accept({ device, properties: parsePropertyBag(packet.topic.slice(prefix.length)), body });
}

function mayListen(deviceId: string, { topic }: Subscription): boolean {
  return topic.startsWith(`devices/${deviceId}/messages/devicebound/`);
}

function refusal(problem: string): AuthenticateError {
  return Object.assign(new Error(problem), { returnCode: NOT_AUTHORIZED });
}
