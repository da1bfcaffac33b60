import { Agent } from "node:https";
import type { DeviceConnection } from "@twin2multicloud/model";
import { loadFile } from "./connection.ts";
import { createPersistentPost } from "./persistent-post.ts";
import type { Publisher } from "./publisher.ts";
import { createPubsubPost, reach } from "./pubsub-request.ts";

/** Pub/Sub takes 1,000 messages a request; fewer keep the answers coming. */
const MAX_BATCH = 100;
const MAX_AT_ONCE = 4;

interface Waiting {
  readonly message: Buffer;
  resolve(): void;
  reject(error: Error): void;
}

/** Pub/Sub over REST; messages that wait share a request. */
export async function pubsubPublisher(connection: DeviceConnection): Promise<Publisher> {
  const ca = loadFile(connection.ca_file);
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_AT_ONCE, ...(ca === undefined ? {} : { ca }) });
  const post = createPubsubPost(connection, agent);
  await reach(connection.url, ca);
  const ended = new AbortController();
  const { persist, isLost } = createPersistentPost(post, ended.signal);
  const waiting: Waiting[] = [];
  let running = 0;

  const send = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const { status, text } = await persist(batch.map(({ message }) => message));
      if (status !== 200) throw new Error(`Pub/Sub answered ${status}: ${text.slice(0, 300)}`);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of batch) reject(failure);
    }
  };
  const pump = (): void => {
    while (running < MAX_AT_ONCE && waiting.length > 0 && !ended.signal.aborted) {
      running += 1;
      void send(waiting.splice(0, MAX_BATCH)).finally(() => {
        running -= 1;
        pump();
      });
    }
  };
  return {
    publish: (message) =>
      new Promise((resolve, reject) => {
        waiting.push({ message, resolve, reject });
        setImmediate(pump);
      }),
    isLost,
    close: () => {
      ended.abort();
      agent.destroy();
      return Promise.resolve();
    },
  };
}
