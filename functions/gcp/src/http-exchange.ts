/** What a function looks at of a request that the functions framework hands it. */
export interface FunctionRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly originalUrl: string;
  /** The body as the framework parsed it. */
  readonly body: unknown;
  /** The bytes of the body; absent when there was none. */
  readonly rawBody?: Uint8Array;
  get(header: string): string | undefined;
}

/** What a function does with the answer that the functions framework hands it. */
export interface FunctionResponse {
  status(code: number): FunctionResponse;
  set(headers: Record<string, string>): FunctionResponse;
  end(body?: string): unknown;
}

/** An HTTP function as Cloud Run functions call it. */
export type HttpHandler = (request: FunctionRequest, response: FunctionResponse) => Promise<void>;
