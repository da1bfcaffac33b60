/** Terraform attribute values as plain JSON: sets and lists are arrays, blocks are arrays of objects (or one object), null is null. */
export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

/** All attributes of one resource or data source, by name. */
export type Attributes = { [name: string]: Value };

/** A complaint about configuration; `path` names the attribute, as ["redrive_policy"] or ["settings", 0, "name"]. */
export interface Complaint {
  readonly summary: string;
  readonly detail?: string;
  readonly path?: readonly (string | number)[];
}

/** What a handler may know of the request besides the attributes. */
export interface RequestContext {
  /** The folder in which Terraform runs; relative paths in attributes are relative to it. */
  readonly workingDirectory: string;
  /** The provider's own configuration, e.g. { project, region }; left-out attributes are null. */
  readonly provider?: Attributes;
}

/**
 * What one resource type does in the local cloud. Everything that is not given falls back to a plain record: attributes
 * are kept as planned, and computed ones are filled from `computed` or with empty values.
 */
export interface ResourceHandler {
  readonly type: string;
  /** What the real provider or service would refuse: wrong enum values, names and sizes over the limit, forbidden characters. */
  validate?(config: Attributes): Complaint[];
  /** Attribute paths (dotted) whose change replaces the resource. */
  readonly requiresReplace?: readonly string[];
  /** Values that the provider fills when the configuration leaves an attribute out; attributes of blocks are not named here. */
  readonly defaults?: Attributes;
  /** Computed attributes (top level) that an update in place may change: a plan shows them as known after apply. */
  readonly changesOnUpdate?: readonly string[];
  /** Makes the thing. Receives the planned attributes (unknown ones absent) and returns the computed ones. Throws an Error with a readable message to fail. */
  create(planned: Attributes, context: RequestContext): Promise<Attributes>;
  /** The attributes as they are now, or null when the thing is gone. Without it, the registry's record is the truth. */
  read?(state: Attributes): Promise<Attributes | null>;
  /** Changes the thing in place and returns the computed attributes that changed. */
  update?(prior: Attributes, planned: Attributes, context: RequestContext): Promise<Attributes>;
  /** Removes the thing; one that is gone already is no error. */
  delete(state: Attributes): Promise<void>;
}

/** What one data source answers. */
export interface DataSourceHandler {
  readonly type: string;
  read(config: Attributes, context: RequestContext): Promise<Attributes>;
}
