import { Agent, request } from "node:https";
import { KEEP_ALIVE_MS } from "../http/listen.ts";
import { MAX_PUSHES } from "./push-pump.ts";

/** What an http endpoint is sent. */
export interface PushedRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly deadlineMs: number;
}

/** Posts to an endpoint outside of the local cloud's own functions and answers its status; an endpoint that fails or is late answers 0. */
export function createPushClient(ca: string): {
  post(pushed: PushedRequest): Promise<number>;
  close(): void;
} {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_PUSHES, ca, timeout: KEEP_ALIVE_MS });
  return {
    post: (pushed) =>
      new Promise((resolve) => {
        const signal = AbortSignal.timeout(pushed.deadlineMs);
        const sent = request(
          pushed.url,
          { method: "POST", agent, headers: pushed.headers, signal },
          (response) => {
            response.resume();
            response.on("close", () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
          },
        );
        sent.on("error", () => resolve(0));
        sent.end(pushed.body);
      }),
    close: () => agent.destroy(),
  };
}
