import type { DeviceConnection } from "@twin2multicloud/model";
import { mqttPublisher } from "./mqtt-publisher.ts";
import type { Publisher } from "./publisher.ts";
import { pubsubPublisher } from "./pubsub-publisher.ts";

/** Connects a device with the credentials that deploy wrote. */
export function connectPublisher(connection: DeviceConnection): Promise<Publisher> {
  return connection.protocol === "mqtt" ? mqttPublisher(connection) : pubsubPublisher(connection);
}
