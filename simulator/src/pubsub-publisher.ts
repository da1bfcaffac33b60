import { Agent, request } from "node:https";
import type { DeviceConnection } from "@twin2multicloud/model";
import { BadInput } from "./bad-input.ts";
import { loadFile } from "./connection.ts";
import { ANSWER_MILLISECONDS } from "./deadline.ts";
import type { Publisher } from "./publisher.ts";
import { serviceAccountTokens } from "./service-account-token.ts";

/** Pub/Sub takes 1,000 messages a request; fewer keep the answers coming. */
const MAX_BATCH = 100;
const MAX_AT_ONCE = 4;

interface Waiting {
  readonly message: Buffer;
  resolve(): void;
  reject(error: Error): void;
}

type Post = (messages: readonly Buffer[]) => Promise<void>;

function createPost(connection: DeviceConnection, agent: Agent): Post {
  const keyFile = loadFile(connection.key_file);
  if (keyFile === undefined)
    throw new BadInput("the outputs name no key file for this device: deploy the twin again");
  const token = serviceAccountTokens(keyFile);
  return (messages) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify({
        messages: messages.map((message) => ({ data: message.toString("base64") })),
      });
      const headers = {
        authorization: `Bearer ${token()}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      };
      const options = { method: "POST", agent, headers, signal: AbortSignal.timeout(ANSWER_MILLISECONDS) };
      const outgoing = request(connection.url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          if (response.statusCode === 200) return resolve();
          const answer = Buffer.concat(chunks).toString().slice(0, 300);
          reject(new Error(`Pub/Sub answered ${response.statusCode}: ${answer}`));
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
}

/** Pub/Sub over REST; messages that wait share a request. */
export function pubsubPublisher(connection: DeviceConnection): Promise<Publisher> {
  const ca = loadFile(connection.ca_file);
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_AT_ONCE, ...(ca === undefined ? {} : { ca }) });
  const post = createPost(connection, agent);
  const waiting: Waiting[] = [];
  let running = 0;

  const send = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await post(batch.map(({ message }) => message));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of batch) reject(failure);
    }
  };
  const pump = (): void => {
    while (running < MAX_AT_ONCE && waiting.length > 0) {
      running += 1;
      void send(waiting.splice(0, MAX_BATCH)).finally(() => {
        running -= 1;
        pump();
      });
    }
  };
  return Promise.resolve({
    publish: (message) =>
      new Promise((resolve, reject) => {
        waiting.push({ message, resolve, reject });
        setImmediate(pump);
      }),
    close: () => {
      agent.destroy();
      return Promise.resolve();
    },
  });
}
