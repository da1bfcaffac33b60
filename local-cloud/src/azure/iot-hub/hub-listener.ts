import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:tls";
import type { TLSSocket } from "node:tls";
import { listenerOf } from "../http/https-endpoint.ts";
import type { Endpoint, HttpHandler } from "../http/https-endpoint.ts";
import type { MqttBroker } from "./mqtt-broker.ts";

/** What listens on the one port of a hub. */
export interface HubListenerOptions {
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string };
  readonly broker: MqttBroker;
  readonly handle: HttpHandler;
}

/** The first byte of MQTT's CONNECT packet; no HTTP method begins with it. */
const MQTT_CONNECT = 0x10;
const KEEP_ALIVE_MS = 65_000;

/**
 * Serves MQTT and https on one port: a real hub has one name and the ports 8883 and 443, but here its name is `localhost:PORT`.
 */
export async function createHubListener(options: HubListenerOptions): Promise<Endpoint> {
  const http = createHttpServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listenerOf(options.handle));
  const sockets = new Set<TLSSocket>();
  const server = createServer({ key: options.tls.key, cert: options.tls.cert, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // A connection that breaks before it is handed over concerns nobody.
    socket.on("error", () => socket.destroy());
    sniff(socket, (isMqtt) => (isMqtt ? options.broker.handle(socket) : http.emit("connection", socket)));
  });
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `https://localhost:${options.port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}

function sniff(socket: TLSSocket, decide: (isMqtt: boolean) => void): void {
  const look = (): void => {
    const chunk: unknown = socket.read();
    if (!Buffer.isBuffer(chunk)) return;
    socket.off("readable", look);
    socket.unshift(chunk);
    decide(chunk[0] === MQTT_CONNECT);
  };
  socket.on("readable", look);
}
