import { AwsError } from "../api/aws-error.ts";
import type { MessageAttribute, MessageAttributes } from "./message.ts";

/** The input of an operation, or one entry of a batch. */
export type Input = Readonly<Record<string, unknown>>;

/** The most messages in one request. */
export const MAX_BATCH = 10;

/** A member that must be a text. */
export function requiredMember(input: Input, name: string): string {
  const value = input[name];
  if (typeof value === "string") return value;
  throw new AwsError("MissingParameter", `The request must contain the parameter ${name}.`);
}

/** A member that is a whole number within a range, or undefined. */
export function wholeNumber(
  input: Input,
  name: string,
  range: readonly [number, number],
): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const [smallest, largest] = range;
  if (typeof value === "number" && Number.isInteger(value) && value >= smallest && value <= largest)
    return value;
  throw new AwsError(
    "InvalidParameterValue",
    `Value ${JSON.stringify(value)} for parameter ${name} is invalid. Reason: Must be between ${smallest} and ${largest}, if provided.`,
  );
}

/** A member that maps names to texts. */
export function textMembers(input: Input, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(record(input[name])).map(([key, value]) => [key, String(value)]));
}

/** A member that lists names. */
export function names(input: Input, name: string): string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The entries of a batch; throws unless there are 1 to 10 with distinct ids. */
export function batchEntries(input: Input): { readonly id: string; readonly entry: Input }[] {
  const given = input["Entries"];
  const entries = (Array.isArray(given) ? given : [])
    .map(record)
    .map((entry) => ({ id: requiredMember(entry, "Id"), entry }));
  if (entries.length === 0)
    throw new AwsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > MAX_BATCH) {
    throw new AwsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${MAX_BATCH}. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map(({ id }) => id)).size < entries.length) {
    throw new AwsError(
      "BatchEntryIdsNotDistinct",
      "Two or more batch entries in the request have the same Id.",
    );
  }
  return entries;
}

/** The message attributes of an input; undefined when there are none. */
export function messageAttributes(input: Input): MessageAttributes | undefined {
  const entries = Object.entries(record(input["MessageAttributes"])).map(
    ([name, value]) => [name, attribute(name, record(value))] as const,
  );
  if (entries.length > MAX_ATTRIBUTES) {
    throw new AwsError(
      "InvalidParameterValue",
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`,
    );
  }
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const MAX_ATTRIBUTES = 10;

function attribute(name: string, value: Input): MessageAttribute {
  const { DataType, StringValue, BinaryValue } = value;
  if (typeof DataType === "string" && /^(String|Number|Binary)(\..+)?$/.test(DataType)) {
    if (typeof StringValue === "string" && StringValue !== "") return { DataType, StringValue };
    if (typeof BinaryValue === "string" && BinaryValue !== "") return { DataType, BinaryValue };
  }
  throw new AwsError(
    "InvalidParameterValue",
    `The message attribute '${name}' must contain a valid type and a value that is not empty.`,
  );
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
