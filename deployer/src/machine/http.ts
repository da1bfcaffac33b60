import { request as httpsRequest } from "node:https";
import { Failure } from "../failure.ts";

/** A request over https; `ca` is the PEM bundle to trust, which for real clouds is that of the machine. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly ca?: string;
}

/** What a server answered, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** When to come again, as the server said it in `Retry-After`: seconds or a date. */
  readonly retryAfter?: string;
}

/** Sends one request. Rejects with a Failure when no answer comes within half a minute. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

const TIMEOUT_MS = 30_000;

/** Requests over https, each with its own trust: fetch offers no way to name a CA for one request. */
export const nodeHttp: Http = ({ method, url, headers = {}, body, ca }) =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void =>
      reject(new Failure(`${method} ${new URL(url).origin} failed: ${error.message}`, { cause: error }));
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const options = {
      method,
      headers: { ...headers, ...length },
      timeout: TIMEOUT_MS,
      ...(ca ? { ca } : {}),
    };
    const request = httpsRequest(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () => {
        const retryAfter = response.headers["retry-after"];
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString("utf8"),
          ...(retryAfter === undefined ? {} : { retryAfter }),
        });
      });
    });
    request.on("timeout", () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    request.on("error", fail);
    request.end(body);
  });
