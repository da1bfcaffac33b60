import { createHttpNextHop, gatherHop, gatherStore } from "@twin2multicloud/connector";
import { firestoreHotStore, metadataTokens, pubsubNextHop } from "@twin2multicloud/gcp";
import type { EnvironmentName, FunctionName } from "@twin2multicloud/model";
import type { HotStore, Logger, NextHop } from "@twin2multicloud/ports";
import { cloudLogger } from "./cloud-logger.ts";
import { metadataHost, read, readAll } from "./env.ts";
import type { Twin } from "@twin2multicloud/wiring";

// One function per dependency, so that a bundle holds only the adapters that its function uses. A push brings one
// message and an instance takes many at a time, so what they write is gathered into batches.

/** Writes JSON lines to stdout, where Cloud Logging picks them up. */
export function logger(name: FunctionName, { twin }: Twin): Logger {
  const sink = (line: string) => {
    process.stdout.write(`${line}\n`);
  };
  return cloudLogger(sink, { twin, cloud: "gcp", function: name });
}

/** The hot store of the twin on this cloud. */
export function hotStore(): HotStore {
  const value = readAll("FIRESTORE_PROJECT", "FIRESTORE_DATABASE", "FIRESTORE_COLLECTION");
  return gatherStore(
    firestoreHotStore({
      project: value("FIRESTORE_PROJECT"),
      database: value("FIRESTORE_DATABASE"),
      collection: value("FIRESTORE_COLLECTION"),
    }),
  );
}

function pubsubHop(name: EnvironmentName): NextHop {
  return gatherHop(pubsubNextHop({ topicUrl: read(name), tokens: metadataTokens({ host: metadataHost() }) }));
}

/** The durable hop into the processor on this cloud. */
export function processorHop(): NextHop {
  return pubsubHop("PROCESSOR_HOP_URL");
}

/** The durable hop into the persister on this cloud. */
export function persisterHop(): NextHop {
  return pubsubHop("PERSISTER_HOP_URL");
}

/** The edge to the ingestion function on another cloud. */
export function ingestionEdge(edgeLogger: Logger): NextHop {
  const value = readAll("REMOTE_INGESTION_URL", "REMOTE_INGESTION_KEY");
  return gatherHop(
    createHttpNextHop({
      url: value("REMOTE_INGESTION_URL"),
      key: value("REMOTE_INGESTION_KEY"),
      sourceCloud: "gcp",
      targetLayer: "L2",
      logger: edgeLogger,
    }),
  );
}

/** The edge to the hot-writer on another cloud. */
export function writerEdge(edgeLogger: Logger): NextHop {
  const value = readAll("REMOTE_WRITER_URL", "REMOTE_WRITER_KEY");
  return gatherHop(
    createHttpNextHop({
      url: value("REMOTE_WRITER_URL"),
      key: value("REMOTE_WRITER_KEY"),
      sourceCloud: "gcp",
      targetLayer: "L3",
      logger: edgeLogger,
    }),
  );
}
