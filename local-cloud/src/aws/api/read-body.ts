import type { IncomingMessage } from "node:http";

/** The whole body of a request, or undefined when it is larger than `limit` bytes; the rest is then thrown away as it comes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop must not cut the connection: the caller still has to hear that the body is too large.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > limit) {
      request.resume();
      return undefined;
    }
    chunks.push(piece);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
