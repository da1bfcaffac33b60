/** A normalised record is at most this many bytes of UTF-8 JSON on every cloud; the smallest hop (an Azure Storage queue) decides. */
export const MAX_RECORD_BYTES = 32 * 1024;

/**
 * What one in-cloud hop message may hold in all: a Storage queue message is at most 64 KiB of base64, which is 48 KiB
 * of body (https://learn.microsoft.com/azure/storage/queues/scalability-targets).
 */
export const MAX_HOP_BYTES = 46 * 1024;

/** At most this many records travel in one hop message or one inter-cloud request. */
export const MAX_HOP_ITEMS = 100;

/** A durable hop holds a message through at least this many seconds of steady failure before it becomes a dead letter. */
export const HOP_RETENTION_SECONDS = 15 * 60;

/** The hard limit of one function invocation on every cloud. */
export const FUNCTION_TIMEOUT_SECONDS = 60;

/** A signed request older or newer than this is refused. */
export const SIGNATURE_WINDOW_SECONDS = 300;

/** How many hops a record may take before it is refused as a loop. */
export const MAX_HOPS = 16;
