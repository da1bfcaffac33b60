import { AwsError } from "../api/aws-error.ts";
import { ACCOUNT_ID } from "../arn.ts";

/** How queue names and queue URLs belong together. */
export interface QueueAddresses {
  readonly url: (name: string) => string;
  /** The name in a queue URL; throws QueueDoesNotExist for a URL of somewhere else. */
  readonly nameOf: (url: string) => string;
}

/** Queue URLs below an endpoint such as http://localhost:4566. */
export function createQueueAddresses(endpoint: string): QueueAddresses {
  const prefix = `${endpoint}/${ACCOUNT_ID}/`;
  return {
    url: (name) => `${prefix}${name}`,
    nameOf(url) {
      if (url.startsWith(prefix)) return url.slice(prefix.length);
      throw new AwsError(
        "QueueDoesNotExist",
        `The specified queue ${url} does not exist; queues here are at ${prefix}.`,
      );
    },
  };
}
