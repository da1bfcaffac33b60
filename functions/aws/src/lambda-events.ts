/** What of an SQS event the functions look at (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html). */
export interface SqsEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** The answer to an SQS event: what is not named is deleted from the queue. */
export interface SqsBatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/** What of a function URL's request the functions look at (payload format 2.0, https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html). */
export interface UrlEvent {
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly rawQueryString: string;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** The answer to a function URL's request. */
export interface UrlResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
