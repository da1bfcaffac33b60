import { cosmosHotStore, managedIdentity, storageQueueNextHop } from "@twin2multicloud/azure";
import type { ManagedIdentity } from "@twin2multicloud/azure";
import { createHttpNextHop, gatherHop, gatherStore } from "@twin2multicloud/connector";
import type { FunctionName } from "@twin2multicloud/model";
import { jsonLogger } from "@twin2multicloud/ports";
import type { HotStore, Logger, NextHop } from "@twin2multicloud/ports";
import { read, readAll } from "./env.ts";
import { invocationSink } from "./invocation-log.ts";
import type { Twin } from "@twin2multicloud/wiring";

// One function per dependency, so that a bundle holds only the adapters that its app uses. Queue triggers hand over one
// message at a time and many at once, so whatever leaves the app is gathered into batches.

/** Writes JSON lines, each under the invocation that it belongs to. */
export function logger(name: FunctionName, { twin }: Twin): Logger {
  return jsonLogger({ sink: invocationSink, fields: { twin, cloud: "azure", function: name } });
}

let identity: ManagedIdentity | undefined;

/** The app's identity; all clients share it and with it the tokens. */
function credential(): ManagedIdentity {
  const value = readAll("IDENTITY_ENDPOINT", "IDENTITY_HEADER", "AZURE_CLIENT_ID");
  return (identity ??= managedIdentity({
    endpoint: value("IDENTITY_ENDPOINT"),
    header: value("IDENTITY_HEADER"),
    clientId: value("AZURE_CLIENT_ID"),
  }));
}

/** The hot store of the twin on this cloud. */
export function hotStore(): HotStore {
  const value = readAll("COSMOS_ENDPOINT", "COSMOS_DATABASE", "COSMOS_CONTAINER");
  const store = cosmosHotStore({
    endpoint: value("COSMOS_ENDPOINT"),
    database: value("COSMOS_DATABASE"),
    container: value("COSMOS_CONTAINER"),
    credential: credential(),
  });
  return gatherStore(store);
}

/** The durable hop into the processor on this cloud. */
export function processorHop(): NextHop {
  return gatherHop(storageQueueNextHop({ queueUrl: read("PROCESSOR_HOP_URL"), credential: credential() }));
}

/** The durable hop into the persister on this cloud. */
export function persisterHop(): NextHop {
  return gatherHop(storageQueueNextHop({ queueUrl: read("PERSISTER_HOP_URL"), credential: credential() }));
}

/** The edge to the ingestion function on another cloud. */
export function ingestionEdge(edgeLogger: Logger): NextHop {
  const value = readAll("REMOTE_INGESTION_URL", "REMOTE_INGESTION_KEY");
  const edge = createHttpNextHop({
    url: value("REMOTE_INGESTION_URL"),
    key: value("REMOTE_INGESTION_KEY"),
    sourceCloud: "azure",
    targetLayer: "L2",
    logger: edgeLogger,
  });
  return gatherHop(edge);
}

/** The edge to the hot-writer on another cloud. */
export function writerEdge(edgeLogger: Logger): NextHop {
  const value = readAll("REMOTE_WRITER_URL", "REMOTE_WRITER_KEY");
  const edge = createHttpNextHop({
    url: value("REMOTE_WRITER_URL"),
    key: value("REMOTE_WRITER_KEY"),
    sourceCloud: "azure",
    targetLayer: "L3",
    logger: edgeLogger,
  });
  return gatherHop(edge);
}
