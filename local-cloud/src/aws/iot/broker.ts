import { randomUUID } from "node:crypto";
import { TLSSocket, createServer } from "node:tls";
import { Aedes } from "aedes";
import type { Client } from "aedes";
import type { DaemonServices } from "../../daemon/cloud-module.ts";
import { closeServer, listen } from "../api/listen.ts";
import { certificateId, deviceAccess } from "./device-registry.ts";
import type { DeviceAccess, DeviceAction, DeviceRegistry } from "./device-registry.ts";
import type { TopicRules } from "./topic-rules.ts";

/** The message broker of IoT Core. */
export interface Broker {
  /** localhost:PORT, for MQTT 3.1.1 over TLS with client certificates. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** What the broker needs. */
export interface BrokerOptions {
  readonly services: Pick<DaemonServices, "port" | "tls">;
  readonly registry: DeviceRegistry;
  readonly rules: TopicRules;
}

// https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits
const MAX_PAYLOAD_BYTES = 128 * 1024;
const MAX_CLIENT_ID_BYTES = 128;

const NOT_AUTHORIZED = 5;

/** Starts the broker on its recorded port. */
export async function startBroker({ services, registry, rules }: BrokerOptions): Promise<Broker> {
  const port = await services.port("iot");
  const accessOf = createAccessCache(registry);
  const may = (client: Client, action: DeviceAction, resource: string): boolean =>
    accessOf(client)?.may(action, resource) ?? false;

  const broker = await Aedes.createBroker({
    maxClientsIdLength: MAX_CLIENT_ID_BYTES,
    authenticate(client, _username, _password, done) {
      if (!may(client, "Connect", `client/${client.id}`)) {
        return done(Object.assign(new Error("not authorized"), { returnCode: NOT_AUTHORIZED }), false);
      }
      return done(null, true);
    },
    // aedes acknowledges a message right after this hook: the rules must have it on disk by then.
    authorizePublish(client, packet, done) {
      if (!client) return done(new Error("messages come from devices only"));
      const payload = Buffer.from(packet.payload);
      const refusal = publishRefusal(payload, may(client, "Publish", `topic/${packet.topic}`));
      if (refusal !== undefined) return done(new Error(refusal));
      const message = {
        topic: packet.topic,
        payload,
        clientId: client.id,
        timestamp: Date.now(),
        traceId: randomUUID(),
      };
      return void rules.route(message).then(
        () => done(null),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
    authorizeSubscribe(client, subscription, done) {
      done(null, may(client, "Subscribe", `topicfilter/${subscription.topic}`) ? subscription : null);
    },
    authorizeForward: (client, packet) => (may(client, "Receive", `topic/${packet.topic}`) ? packet : null),
  });
  broker.on("clientError", (client, error) => console.error(`iot: ${client.id}: ${error.message}`));
  broker.on("connectionError", (_client, error) => console.error(`iot: ${error.message}`));

  const { key, cert, ca } = services.tls;
  const sockets = new Set<TLSSocket>();
  const server = createServer({ key, cert, ca, requestCert: true, rejectUnauthorized: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    broker.handle(socket);
  });
  await listen(server, port);
  return {
    endpoint: `localhost:${port}`,
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise<void>((resolve) => broker.close(resolve));
      await closeServer(server);
    },
  };
}

// What a device may do is worked out again only when the registry has changed.
function createAccessCache(registry: DeviceRegistry): (client: Client) => DeviceAccess | undefined {
  const known = new WeakMap<
    Client,
    { readonly version: number; readonly access: DeviceAccess | undefined }
  >();
  return (client) => {
    const cached = known.get(client);
    if (cached?.version === registry.version) return cached.access;
    const access = accessNow(registry, client);
    known.set(client, { version: registry.version, access });
    return access;
  };
}

function accessNow(registry: DeviceRegistry, client: Client): DeviceAccess | undefined {
  if (!(client.conn instanceof TLSSocket)) return undefined;
  const id = certificateId(client.conn.getPeerCertificate().raw);
  return registry.certificate(id)?.active ? deviceAccess(registry, id, client.id) : undefined;
}

function publishRefusal(payload: Buffer, allowed: boolean): string | undefined {
  if (payload.length > MAX_PAYLOAD_BYTES)
    return `a message is at most ${MAX_PAYLOAD_BYTES} bytes, found ${payload.length}`;
  return allowed
    ? undefined
    : "the policies of the device's certificate do not allow iot:Publish on this topic";
}
