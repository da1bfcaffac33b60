import { dynamodbHotStore, sqsNextHop } from "@twin2multicloud/aws";
import { createHttpNextHop } from "@twin2multicloud/connector";
import type { FunctionName } from "@twin2multicloud/model";
import { jsonLogger } from "@twin2multicloud/ports";
import type { HotStore, Logger, NextHop } from "@twin2multicloud/ports";
import { read, readAll } from "./env.ts";
import type { Twin } from "@twin2multicloud/wiring";

// One function per dependency, so that a bundle holds only the adapters that its function uses.

/** Writes JSON lines to stdout, whose text CloudWatch keeps as it is; Lambda's console would put words before it. */
export function logger(name: FunctionName, { twin }: Twin): Logger {
  const sink = (line: string) => {
    process.stdout.write(`${line}\n`);
  };
  return jsonLogger({ sink, fields: { twin, cloud: "aws", function: name } });
}

/** The hot store of the twin on this cloud. */
export function hotStore(): HotStore {
  return dynamodbHotStore({ tableName: read("HOT_TABLE_NAME") });
}

/** The durable hop into the processor on this cloud. */
export function processorHop(): NextHop {
  return sqsNextHop({ queueUrl: read("PROCESSOR_HOP_URL") });
}

/** The durable hop into the persister on this cloud. */
export function persisterHop(): NextHop {
  return sqsNextHop({ queueUrl: read("PERSISTER_HOP_URL") });
}

/** The edge to the ingestion function on another cloud. */
export function ingestionEdge(edgeLogger: Logger): NextHop {
  const value = readAll("REMOTE_INGESTION_URL", "REMOTE_INGESTION_KEY");
  return createHttpNextHop({
    url: value("REMOTE_INGESTION_URL"),
    key: value("REMOTE_INGESTION_KEY"),
    sourceCloud: "aws",
    targetLayer: "L2",
    logger: edgeLogger,
  });
}

/** The edge to the hot-writer on another cloud. */
export function writerEdge(edgeLogger: Logger): NextHop {
  const value = readAll("REMOTE_WRITER_URL", "REMOTE_WRITER_KEY");
  return createHttpNextHop({
    url: value("REMOTE_WRITER_URL"),
    key: value("REMOTE_WRITER_KEY"),
    sourceCloud: "aws",
    targetLayer: "L3",
    logger: edgeLogger,
  });
}
