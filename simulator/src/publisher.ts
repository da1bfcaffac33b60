import type { DeviceConnection } from "@twin2multicloud/model";
import { mqttPublisher } from "./mqtt-publisher.ts";
import { pubsubPublisher } from "./pubsub-publisher.ts";

/** Speaks the protocol of one L1 cloud for one device. */
export interface Publisher {
  /** Resolves when the platform has acknowledged the message; rejects when it refused it or did not answer in time. */
  publish(message: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** Connects a device with the credentials that deploy wrote. */
export function connectPublisher(connection: DeviceConnection): Promise<Publisher> {
  return connection.protocol === "mqtt" ? mqttPublisher(connection) : pubsubPublisher(connection);
}
