import type { IncomingMessage } from "node:http";
import { GoogleError } from "./google-error.ts";

/** The whole body of a request; one that is longer than `limit` bytes is read to its end, so that an answer finds its way back, and refused with `tooLarge`. */
export async function readBody(
  message: AsyncIterable<Buffer>,
  limit: number,
  tooLarge: () => Error = () =>
    new GoogleError("INVALID_ARGUMENT", `The request is larger than ${limit} bytes.`),
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) throw tooLarge();
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** The bearer token of a request, or undefined when it carries none. */
export function bearerOf(headers: IncomingMessage["headers"]): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? "")?.[1];
}
