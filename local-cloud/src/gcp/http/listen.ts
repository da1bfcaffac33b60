import { once } from "node:events";
import type { Server } from "node:net";

/** Longer than any client keeps an idle connection, so that none is closed under a request. */
export const KEEP_ALIVE_MS = 65_000;

/** Starts a server on loopback and resolves when it accepts connections. */
export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

/** Stops a server and the connections it still holds. */
export async function closeServer(server: Server & { closeAllConnections?(): void }): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections?.();
  await closed;
}
