import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import type { DeviceConnection, Outputs } from "@twin2multicloud/model";
import mqtt from "mqtt";
import { ask } from "./reader.ts";

/** A device that sends whatever bytes it is told to, for messages that the simulator would not make. */
export interface RawDevice {
  /** Resolves when the platform acknowledged the message. */
  send(body: string | Buffer): Promise<void>;
  close(): Promise<void>;
}

/** Connects with the files and values that deploy wrote, as any client would. */
export function connectRawDevice(outputs: Outputs, device: string): Promise<RawDevice> {
  const connection = outputs.ingest[device];
  if (!connection) throw new Error(`${device} has no connection`);
  return connection.protocol === "mqtt" ? overMqtt(connection) : Promise.resolve(overPubsub(connection));
}

async function overMqtt(connection: DeviceConnection): Promise<RawDevice> {
  const { topic = "" } = connection;
  const file = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path));
  const given = {
    clientId: connection.client_id,
    username: connection.username,
    password: connection.password,
    ca: file(connection.ca_file),
    cert: file(connection.cert_file),
    key: file(connection.key_file),
  };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const client = await mqtt.connectAsync(
    connection.url,
    { protocolVersion: 4, reconnectPeriod: 0, ...known },
    false,
  );
  // A lost connection shows in the messages that are never acknowledged.
  client.on("error", () => {});
  return {
    send: async (body) => {
      await client.publishAsync(topic, body, { qos: 1 });
    },
    close: () => client.endAsync(true),
  };
}

function overPubsub({ url, headers = {}, ca_file }: DeviceConnection): RawDevice {
  const agent = new Agent({ keepAlive: true });
  return {
    send: async (body) => {
      const message = { messages: [{ data: Buffer.from(body).toString("base64") }] };
      const options = {
        caFile: ca_file,
        agent,
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
      };
      const { status, text } = await ask(url, { ...options, body: JSON.stringify(message) });
      if (status !== 200) throw new Error(`Pub/Sub answered ${status}: ${text}`);
    },
    close: () => {
      agent.destroy();
      return Promise.resolve();
    },
  };
}
