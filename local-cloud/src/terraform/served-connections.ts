import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** The connections of one client process, on a port of 127.0.0.1. */
export interface ServedConnections {
  readonly port: number;
  close(): void;
}

/** Who serves connections, and who hears that the client is gone. */
export interface ConnectionParts {
  readonly onConnection: (socket: Socket) => void;
  /** No connection is left, and none came for a while: the client ended without a word. */
  readonly onGone: () => void;
}

// A client that lost its connection comes again at once; one that was killed never does.
const AWAY_MS = 1_000;
// Terraform waits for a plugin for one minute: https://github.com/hashicorp/go-plugin, ClientConfig.StartTimeout
const FIRST_MS = 60_000;

/** Listens on a free port and notices when the client is gone: the system closes the connections of a killed process. */
export async function serveConnections({
  onConnection,
  onGone,
}: ConnectionParts): Promise<ServedConnections> {
  let open = 0;
  let away: NodeJS.Timeout | undefined;
  const wait = (milliseconds: number): void => {
    away = setTimeout(onGone, milliseconds).unref();
  };
  const server = createServer((socket) => {
    open += 1;
    clearTimeout(away);
    socket.once("close", () => {
      open -= 1;
      if (open === 0) wait(AWAY_MS);
    });
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  wait(FIRST_MS);
  return { port: portOf(server.address()), close: () => void server.close() };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== "object" || address === null) throw new Error("a listening server has no port");
  return address.port;
}
