/** A value on its way between host and worker, as in the worker protocol of Azure Functions; exactly one field is set. */
export interface TypedData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly int?: number;
  readonly double?: number;
  readonly http?: HttpData;
}

/** An HTTP request or answer on its way. */
export interface HttpData {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: TypedData | null;
  readonly statusCode?: string;
  readonly cookies?: readonly HttpCookie[];
}

/** A cookie of an answer; the other attributes of cookies are not emulated. */
export interface HttpCookie {
  readonly name: string;
  readonly value: string;
}

/** One binding of a function as it registered it. */
export interface Binding {
  readonly type: string;
  readonly direction: string;
  readonly route?: string;
  readonly authLevel?: string;
  readonly methods?: readonly string[];
  readonly queueName?: string;
  readonly connection?: string;
}

/** One function that the app registered. */
export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
}

/** What one invocation hands to the function. */
export interface Invocation {
  readonly functionName: string;
  readonly invocationId: string;
  readonly input: TypedData;
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
}

/** How an invocation ended. */
export type Outcome =
  | { readonly ok: true; readonly value?: TypedData | null }
  | { readonly ok: false; readonly error: string };

/** What the host sends to the worker. */
export type ToWorker =
  | { readonly kind: "load"; readonly folder: string; readonly main: string }
  | { readonly kind: "invoke"; readonly invocation: Invocation };

/** One line that a function wrote; without a function where none was running. */
export interface WorkerLine {
  readonly functionName?: string;
  readonly line: string;
}

/** What the worker sends to the host. */
export type FromWorker =
  | { readonly kind: "loaded"; readonly functions: readonly FunctionMetadata[] }
  | { readonly kind: "failed"; readonly error: string }
  | { readonly kind: "done"; readonly invocationId: string; readonly outcome: Outcome }
  | { readonly kind: "lines"; readonly lines: readonly WorkerLine[] };
