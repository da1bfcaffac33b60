import { EventEmitter } from "node:events";
import type { Server } from "node:http";

/** A request for a server that lives in this process. */
export interface LocalRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What the server answered. */
export interface LocalResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Hands a POST request to a server's request listener without a socket in between. */
export function postTo(server: Server, { headers, body }: LocalRequest): Promise<LocalResponse> {
  return new Promise((resolve) => {
    const answered: Record<string, string> = {};
    const request = Object.assign(new EventEmitter(), { method: "POST", url: "/", headers });
    const response = {
      statusCode: 200,
      setHeader: (name: string, value: unknown) => void (answered[name.toLowerCase()] = String(value)),
      end(text = "") {
        resolve({ status: response.statusCode, headers: answered, body: text });
      },
    };
    server.emit("request", request, response);
    request.emit("data", body);
    request.emit("end");
  });
}
