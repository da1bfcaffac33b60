/**
 * How long the SDK clients wait for a connection and for an answer, in milliseconds. The SDK's own default is to wait
 * forever, which would use up a function's whole minute on one dead connection.
 */
export const CLIENT_OPTIONS = {
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};
