import type { ServiceDefinition } from "@grpc/grpc-js";
import type { DaemonServices } from "../../daemon/cloud-module.ts";
import type { Policies } from "../iam/policies.ts";
import { accessOf } from "./access.ts";
import { createFirestoreApi } from "./api.ts";
import { startGrpcServer } from "./grpc-server.ts";
import type { GrpcServer } from "./grpc-server.ts";
import { loadFirestoreService } from "./protos.ts";
import { openFirestoreStore } from "./store.ts";
import type { FirestoreEntry, FirestoreStore } from "./store.ts";

/** Firestore at work: one port per account, because the SDK sends no token to an emulator. */
export interface FirestoreService {
  readonly store: FirestoreStore;
  /** host:port for one account; starts its server with the first call. */
  hostFor(email: string): Promise<string>;
  /** Stops the server of an account that is gone. */
  forget(email: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens Firestore's log; no server runs yet. */
export async function startFirestore(deps: {
  services: Pick<DaemonServices, "openLog" | "port" | "releasePort">;
  policies: Policies;
  now: () => number;
  warn: (text: string) => void;
}): Promise<FirestoreService> {
  const { services, policies } = deps;
  const log = await services.openLog<FirestoreEntry>("firestore");
  const store = await openFirestoreStore({ log, now: deps.now, warn: deps.warn });
  const servers = new Map<string, Promise<{ host: string; server: GrpcServer }>>();
  let service: Promise<ServiceDefinition> | undefined;

  const start = async (email: string): Promise<{ host: string; server: GrpcServer }> => {
    service ??= loadFirestoreService();
    const port = await services.port(`firestore ${email}`);
    const api = createFirestoreApi(store, accessOf(email, policies));
    return { host: `127.0.0.1:${port}`, server: await startGrpcServer(await service, api, port) };
  };

  const stop = async (email: string): Promise<boolean> => {
    const running = await servers.get(email)?.catch(() => undefined);
    running?.server.close();
    return servers.delete(email);
  };

  return {
    store,
    async hostFor(email) {
      const running = servers.get(email) ?? start(email);
      servers.set(email, running);
      return (await running).host;
    },
    async forget(email) {
      if (await stop(email)) await services.releasePort(`firestore ${email}`);
    },
    async close() {
      await Promise.all([...servers.keys()].map(stop));
      await store.close();
    },
  };
}
