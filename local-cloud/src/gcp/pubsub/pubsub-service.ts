import type { DaemonServices } from "../../daemon/cloud-module.ts";
import { closeServer, listen } from "../http/listen.ts";
import type { Policies } from "../iam/policies.ts";
import type { Tokens } from "../iam/tokens.ts";
import type { Timers } from "../timers.ts";
import { openBroker } from "./broker.ts";
import type { Broker } from "./broker.ts";
import type { PubsubEntry } from "./message-log.ts";
import { createPushClient } from "./push-client.ts";
import type { PushedRequest } from "./push-client.ts";
import { createRestApi } from "./rest-api.ts";
import { createRestServer } from "./rest-server.ts";
import { startWorkers } from "./workers.ts";
import type { Push } from "./workers.ts";

/** Pub/Sub at work. */
export interface PubsubService {
  readonly broker: Broker;
  /** As https://localhost:4711. */
  readonly endpoint: string;
  /** Takes and pushes nothing any more; what is under way may still be acknowledged. */
  stop(): Promise<void>;
  /** Closes the log. */
  close(): Promise<void>;
}

/** What Pub/Sub needs; `postToFunction` answers the status of a function behind a URL, or undefined when the URL is none of a function here. */
export interface PubsubDeps {
  readonly services: Pick<DaemonServices, "openLog" | "port" | "tls">;
  readonly tokens: Tokens;
  readonly policies: Policies;
  readonly timers: Timers;
  readonly postToFunction: (pushed: PushedRequest) => Promise<number> | undefined;
  readonly warn: (text: string) => void;
}

/** Opens Pub/Sub's log and starts its REST API and its pushes. */
export async function startPubsub(deps: PubsubDeps): Promise<PubsubService> {
  const { services, tokens, policies, timers, warn } = deps;
  const log = await services.openLog<PubsubEntry>("pubsub");
  const broker = await openBroker({ log, timers, warn });
  const client = createPushClient(services.tls.ca);
  const workers = startWorkers({ broker, policies, timers, warn, push: createPush(deps, client.post) });
  const api = createRestApi({ broker, policies, puller: workers.puller });
  const server = createRestServer({ tls: services.tls, tokens, api });
  const port = await services.port("pubsub");
  await listen(server, port);
  return {
    broker,
    endpoint: `https://localhost:${port}`,
    async stop() {
      broker.stop();
      client.close();
      await closeServer(server);
    },
    close: () => log.close(),
  };
}

function createPush(
  { tokens, postToFunction }: PubsubDeps,
  post: (pushed: PushedRequest) => Promise<number>,
): Push {
  return async ({ endpoint, serviceAccount, audience }, body, deadlineMs) => {
    const authorization: Record<string, string> = serviceAccount
      ? { authorization: `Bearer ${tokens.identityToken(serviceAccount, audience ?? endpoint)}` }
      : {};
    const headers = {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)",
      ...authorization,
    };
    const pushed = { url: new URL(endpoint), headers, body, deadlineMs };
    const status = await (postToFunction(pushed) ?? post(pushed));
    return status >= 200 && status < 300;
  };
}
