/** An encoded value; Terraform sends and takes the msgpack form. */
export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

/** One step towards a value within a resource. */
export type PathStep =
  | { readonly attribute_name: string }
  | { readonly element_key_string: string }
  | { readonly element_key_int: number };

/** The way to a value within a resource. */
export interface AttributePath {
  readonly steps: readonly PathStep[];
}

/** A message to the user of Terraform. */
export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly summary: string;
  readonly detail?: string;
  readonly attribute?: AttributePath;
}

/** Answers that carry nothing else. */
export interface Diagnostics {
  readonly diagnostics: readonly Diagnostic[];
}

export interface ConfigRequest {
  readonly config: DynamicValue | null;
}

export interface TypedConfig extends ConfigRequest {
  readonly type_name: string;
}

export interface UpgradeRequest {
  readonly type_name: string;
  readonly raw_state: { readonly json: Uint8Array } | null;
}

export interface ReadRequest {
  readonly type_name: string;
  readonly current_state: DynamicValue | null;
  readonly private: Uint8Array;
}

export interface PlanRequest {
  readonly type_name: string;
  readonly prior_state: DynamicValue | null;
  readonly proposed_new_state: DynamicValue | null;
  readonly config: DynamicValue | null;
  readonly prior_private: Uint8Array;
}

export interface ApplyRequest {
  readonly type_name: string;
  readonly prior_state: DynamicValue | null;
  readonly planned_state: DynamicValue | null;
  readonly config: DynamicValue | null;
  readonly planned_private: Uint8Array;
}

export interface ImportRequest {
  readonly type_name: string;
  readonly id: string;
}
