/** Firestore's protocol messages as the loader hands them out: camel case, int64 as text, bytes as base64, unset fields absent. */

export interface Timestamp {
  readonly seconds?: string;
  readonly nanos?: number;
}

export interface Value {
  readonly nullValue?: string;
  readonly booleanValue?: boolean;
  readonly integerValue?: string;
  readonly doubleValue?: number | string;
  readonly timestampValue?: Timestamp;
  readonly stringValue?: string;
  readonly bytesValue?: string;
  readonly referenceValue?: string;
  readonly geoPointValue?: { readonly latitude?: number; readonly longitude?: number };
  readonly arrayValue?: { readonly values?: readonly Value[] };
  readonly mapValue?: { readonly fields?: Fields };
}

export type Fields = Readonly<Record<string, Value>>;

export interface Document {
  readonly name: string;
  readonly fields?: Fields;
  readonly createTime?: Timestamp;
  readonly updateTime?: Timestamp;
}

export interface DocumentMask {
  readonly fieldPaths?: readonly string[];
}

export interface Write {
  readonly update?: Document;
  readonly delete?: string;
  readonly transform?: object;
  readonly updateMask?: DocumentMask;
  readonly updateTransforms?: readonly object[];
  readonly currentDocument?: { readonly exists?: boolean; readonly updateTime?: Timestamp };
}

export interface WriteResult {
  readonly updateTime?: Timestamp;
}

export interface FieldReference {
  readonly fieldPath: string;
}

export type Direction = "ASCENDING" | "DESCENDING";

export interface Filter {
  readonly compositeFilter?: { readonly op: string; readonly filters?: readonly Filter[] };
  readonly fieldFilter?: { readonly field: FieldReference; readonly op: string; readonly value: Value };
  readonly unaryFilter?: { readonly op: string; readonly field: FieldReference };
}

export interface Cursor {
  readonly values?: readonly Value[];
  readonly before?: boolean;
}

export interface StructuredQuery {
  readonly select?: { readonly fields?: readonly FieldReference[] };
  readonly from?: readonly { readonly collectionId?: string; readonly allDescendants?: boolean }[];
  readonly where?: Filter;
  readonly orderBy?: readonly { readonly field: FieldReference; readonly direction?: string }[];
  readonly startAt?: Cursor;
  readonly endAt?: Cursor;
  readonly offset?: number;
  readonly limit?: { readonly value?: number };
  readonly findNearest?: object;
}

/** What no call here may carry: the local cloud has no transactions and no reads in the past. */
export interface Consistency {
  readonly transaction?: string;
  readonly newTransaction?: object;
  readonly readTime?: Timestamp;
}

export interface BatchGetRequest extends Consistency {
  readonly database: string;
  readonly documents?: readonly string[];
  readonly mask?: DocumentMask;
}

export interface RunQueryRequest extends Consistency {
  readonly parent: string;
  readonly structuredQuery?: StructuredQuery;
}

export interface AggregationRequest extends Consistency {
  readonly parent: string;
  readonly structuredAggregationQuery?: {
    readonly structuredQuery?: StructuredQuery;
    readonly aggregations?: readonly {
      readonly count?: { readonly upTo?: { readonly value?: string } };
      readonly alias?: string;
    }[];
  };
}

export interface WritesRequest {
  readonly database: string;
  readonly writes?: readonly Write[];
  readonly transaction?: string;
}
