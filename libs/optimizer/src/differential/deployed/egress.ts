import type { Cloud } from "@twin2multicloud/model";
import type { Sent } from "./parts.ts";
import type { Line } from "./runtime.ts";
import { GIB } from "./volumes.ts";
import type { Volumes } from "./volumes.ts";

const REQUEST = 700;
const ANSWER = 500;

/** The bytes that leave a cloud for what it sends. */
function sentBytes(sent: Sent, v: Volumes): number {
  switch (sent) {
    case "readings":
      return v.messages * (v.record + 176) + v.batches * REQUEST;
    case "answers":
      return v.batches * ANSWER;
    case "commands":
      return v.events * (512 + REQUEST);
    case "thanks":
      return v.events * ANSWER;
    case "chunks":
      return v.chunkBytes + v.chunks * REQUEST;
    case "receipts":
      return v.chunks * ANSWER;
    case "pages":
      return v.queries * (100 * v.record + ANSWER);
    case "states":
      return v.queries * (v.answer * 1024 + ANSWER);
    default:
      return v.queries * REQUEST;
  }
}

/** What leaves a cloud. */
export function egress(cloud: Cloud, sent: Sent, v: Volumes): Line {
  return [`${cloud}.egress`, sentBytes(sent, v) / (cloud === "gcp" ? GIB : 1e9)];
}
