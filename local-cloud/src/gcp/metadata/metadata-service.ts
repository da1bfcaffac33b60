import type { Server } from "node:http";
import type { DaemonServices } from "../../daemon/cloud-module.ts";
import { closeServer, listen } from "../http/listen.ts";
import type { Tokens } from "../iam/tokens.ts";
import { createMetadataServer } from "./metadata-server.ts";
import type { MetadataIdentity } from "./metadata-server.ts";

/** Metadata servers, one per account in use. */
export interface MetadataService {
  /** host:port for one account; starts its server with the first call. */
  hostFor(identity: MetadataIdentity): Promise<string>;
  /** Stops the server of an account that is gone. */
  forget(email: string): Promise<void>;
  close(): Promise<void>;
}

/** No server runs yet. */
export function createMetadataService(
  services: Pick<DaemonServices, "port" | "releasePort">,
  tokens: Tokens,
): MetadataService {
  const servers = new Map<string, Promise<{ host: string; server: Server }>>();

  const start = async (identity: MetadataIdentity): Promise<{ host: string; server: Server }> => {
    const port = await services.port(`metadata ${identity.email}`);
    const server = createMetadataServer(identity, tokens);
    await listen(server, port);
    return { host: `127.0.0.1:${port}`, server };
  };

  const stop = async (email: string): Promise<boolean> => {
    const running = await servers.get(email)?.catch(() => undefined);
    if (running) await closeServer(running.server);
    return servers.delete(email);
  };

  return {
    async hostFor(identity) {
      const running = servers.get(identity.email) ?? start(identity);
      servers.set(identity.email, running);
      return (await running).host;
    },
    async forget(email) {
      if (await stop(email)) await services.releasePort(`metadata ${email}`);
    },
    async close() {
      await Promise.all([...servers.keys()].map(stop));
    },
  };
}
