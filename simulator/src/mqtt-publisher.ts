import type { DeviceConnection } from "@twin2multicloud/model";
import mqtt from "mqtt";
import type { IClientOptions, MqttClient } from "mqtt";
import { BadInput } from "./bad-input.ts";
import { loadFile } from "./connection.ts";
import { ANSWER_MILLISECONDS, withDeadline } from "./deadline.ts";
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
    throw new BadInput("the outputs name no topic for this device: deploy the twin again");
  const client = mqtt.connect(url, optionsOf(connection));
  try {
    await withDeadline(connected(client), CONNECT_MILLISECONDS, `${url} did not accept the device`);
  } catch (error) {
    await client.endAsync(true);
    throw error;
  }
  // Later losses of the connection are mended by reconnecting; what is lost for good fails by its deadline.
  client.on("error", () => {});
  return {
    publish: async (message) => {
      await withDeadline(
        client.publishAsync(topic, message, { qos: 1 }),
        ANSWER_MILLISECONDS,
        "no acknowledgement",
      );
    },
    close: () => client.endAsync(),
  };
}
