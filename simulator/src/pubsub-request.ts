import type { Agent } from "node:https";
import { request } from "node:https";
import { connect } from "node:tls";
import type { DeviceConnection } from "@twin2multicloud/model";
import { BadInput } from "./bad-input.ts";
import { loadFile } from "./connection.ts";
import { serviceAccountTokens } from "./service-account-token.ts";

const REQUEST_MILLISECONDS = 20_000;

/** Pub/Sub's answer to a request. */
export interface PubsubAnswer {
  readonly status: number;
  readonly text: string;
}

/** Publishes messages with one request. Rejects when there is no answer, because of the network or of the signal. */
export type PubsubPost = (messages: readonly Buffer[], signal: AbortSignal) => Promise<PubsubAnswer>;

/** Makes the requests of one device, signed with its service account. */
export function createPubsubPost(connection: DeviceConnection, agent: Agent): PubsubPost {
  const keyFile = loadFile(connection.key_file);
  if (keyFile === undefined)
    throw new BadInput("the outputs name no key file for this device", { advice: "Deploy the twin again." });
  const token = serviceAccountTokens(keyFile);
  token(); // A key that cannot sign must show now, not as an answer that never comes.
  return (messages, ended) => {
    const body = JSON.stringify({
      messages: messages.map((message) => ({ data: message.toString("base64") })),
    });
    const headers = {
      authorization: `Bearer ${token()}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const signal = AbortSignal.any([ended, AbortSignal.timeout(REQUEST_MILLISECONDS)]);
    return new Promise((resolve, reject) => {
      const outgoing = request(connection.url, { method: "POST", agent, headers, signal }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  };
}

/** Rejects when the endpoint cannot be reached or is not the one that it should be. */
export function reach(url: string, ca: string | undefined): Promise<void> {
  const { hostname, port } = new URL(url);
  const trust = ca === undefined ? {} : { ca };
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || 443), ...trust });
    socket.once("secureConnect", () => resolve(void socket.destroy()));
    socket.once("error", (cause) =>
      reject(new Error(`${new URL(url).host} cannot be reached: ${cause.message}`, { cause })),
    );
    socket.setTimeout(REQUEST_MILLISECONDS, () => socket.destroy(new Error("no answer in time")));
  });
}
