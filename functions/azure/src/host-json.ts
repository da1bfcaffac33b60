import { FUNCTION_TIMEOUT_SECONDS, HOP_RETENTION_SECONDS } from "@twin2multicloud/model";

/** The host hands a failed message out again after this pause. */
const RETRY_SECONDS = 30;

function timeSpan(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}

/** The host's settings, the same for every app (https://learn.microsoft.com/azure/azure-functions/functions-host-json). */
export const HOST_JSON = {
  version: "2.0",
  // Storage queue triggers come with the bundle.
  extensionBundle: { id: "Microsoft.Azure.Functions.ExtensionBundle", version: "[4.*, 5.0.0)" },
  functionTimeout: timeSpan(FUNCTION_TIMEOUT_SECONDS),
  extensions: {
    queues: {
      messageEncoding: "base64",
      batchSize: 32,
      newBatchThreshold: 16,
      visibilityTimeout: timeSpan(RETRY_SECONDS),
      // The first try stands at second 0, so the last of n tries stands at second (n - 1) * RETRY_SECONDS.
      maxDequeueCount: Math.ceil(HOP_RETENTION_SECONDS / RETRY_SECONDS) + 1,
      maxPollingInterval: timeSpan(1),
    },
  },
  // Messages are counted by their log lines, so none may be left out.
  logging: {
    applicationInsights: { samplingSettings: { isEnabled: false } },
    logLevel: { default: "Information" },
  },
} as const;
