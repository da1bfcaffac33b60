import type { DeviceConnection } from "@twin2multicloud/model";
import mqtt from "mqtt";
import type { IClientOptions, MqttClient } from "mqtt";
import { BadInput } from "./bad-input.ts";
import { loadFile } from "./connection.ts";
import { withDeadline } from "./deadline.ts";
import type { Publisher } from "./publisher.ts";

const CONNECT_MILLISECONDS = 20_000;

function optionsOf(connection: DeviceConnection): IClientOptions {
  const given = {
    clientId: connection.client_id,
    username: connection.username,
    password: connection.password,
    ca: loadFile(connection.ca_file),
    cert: loadFile(connection.cert_file),
    key: loadFile(connection.key_file),
  };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    protocolVersion: 4,
    clean: true,
    keepalive: 60,
    reconnectPeriod: 500,
    rejectUnauthorized: true,
    ...known,
  };
}

/** The first connection must succeed at once: a refusal will not turn into a welcome by trying again. */
function connected(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once("connect", () => resolve());
    client.once("error", reject);
    client.once("close", () => reject(new Error("the broker closed the connection")));
  });
}

/** MQTT 3.1.1 over TLS, QoS 1: AWS IoT Core with a client certificate, Azure IoT Hub with a SAS token as password. */
export async function mqttPublisher(connection: DeviceConnection): Promise<Publisher> {
  const { topic, url } = connection;
  if (topic === undefined)
    throw new BadInput("the outputs name no topic for this device", { advice: "Deploy the twin again." });
  const client = mqtt.connect(url, optionsOf(connection));
  try {
    await withDeadline(connected(client), CONNECT_MILLISECONDS, `${url} did not accept the device`);
  } catch (error) {
    await client.endAsync(true);
    throw error;
  }
  // Later losses of the connection are mended by reconnecting, which sends again what is unanswered.
  client.on("error", () => {});
  let unanswered = 0;
  return {
    publish: async (message) => {
      unanswered += 1;
      await client.publishAsync(topic, message, { qos: 1 });
      unanswered -= 1;
    },
    isLost: () => !client.connected,
    // Without force the client would wait for every answer, for ever if need be.
    close: () => client.endAsync(unanswered > 0 || !client.connected),
  };
}
