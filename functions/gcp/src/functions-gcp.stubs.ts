import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { ServerHttp2Stream } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { text } from "node:stream/consumers";

/** One call that a stub took. */
export interface Call {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** The metadata server, and Pub/Sub as far as publishing goes. */
export function httpStub(calls: Call[]): Server {
  const answer = async (request: IncomingMessage): Promise<object> => {
    const [path = "", body] = [request.url, await text(request)];
    if (path.endsWith("/token")) return { access_token: "token", expires_in: 3600 };
    calls.push({ path, authorization: request.headers.authorization, body });
    return { messageIds: ["1"] };
  };
  return createServer((request, response) => {
    answer(request).then(
      (json) => response.setHeader("content-type", "application/json").end(JSON.stringify(json)),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
}

/** What Firestore answers, in protobuf: one write with update time 1 s, or no document at read time 1 s. */
const FIRESTORE_ANSWERS: Readonly<Record<string, string>> = {
  "/google.firestore.v1.Firestore/BatchWrite": "0a040a0208011200",
  "/google.firestore.v1.Firestore/RunQuery": "1a020801",
};

/** Firestore over gRPC, as far as one write and one empty query go. */
export function grpcStub(calls: Call[]): Server {
  return createHttp2Server().on("stream", (stream: ServerHttp2Stream, headers) => {
    const path = headers[":path"] ?? "";
    calls.push({ path, authorization: headers.authorization, body: "" });
    const message = Buffer.from(FIRESTORE_ANSWERS[path] ?? "", "hex");
    const length = Buffer.alloc(5);
    length.writeUInt32BE(message.length, 1);
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.resume().end(Buffer.concat([length, message]));
  });
}

/** Starts a stub on a loopback port and gives its `host:port`. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port }: AddressInfo = Object(server.address());
  return `127.0.0.1:${port}`;
}
