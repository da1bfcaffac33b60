import type { Attributes } from "../../terraform/resource-handler.ts";
import { blocks, text, textMap } from "../attributes.ts";
import { GoogleError } from "../http/google-error.ts";
import type { NewMessage } from "./model.ts";

/** Limits of one publish request (https://cloud.google.com/pubsub/quotas#resource_limits). */
export const MAX_PUBLISH_BYTES = 10 * 1000 * 1000;
const MAX_MESSAGES = 1000;
const MAX_ATTRIBUTES = 100;
const MAX_ATTRIBUTE_KEY_BYTES = 256;
const MAX_ATTRIBUTE_VALUE_BYTES = 1024;

/** Reads the body of `:publish`. Throws INVALID_ARGUMENT for what Pub/Sub refuses. */
export function messagesFromJson(body: Attributes): readonly NewMessage[] {
  const messages = blocks(body, "messages");
  if (messages.length === 0) throw invalid("Invalid value at 'messages': at least one message is expected.");
  if (messages.length > MAX_MESSAGES)
    throw invalid(`The request has ${messages.length} messages; the limit is ${MAX_MESSAGES}.`);
  return messages.map((message) => {
    if (text(message, "orderingKey"))
      throw new GoogleError("UNIMPLEMENTED", "The local cloud does not emulate ordering keys.");
    const attributes = checkedAttributes(textMap(message, "attributes"));
    return { data: checkedData(text(message, "data") ?? "", attributes), attributes };
  });
}

function checkedData(data: string, attributes: object): string {
  if (data === "" && Object.keys(attributes).length === 0) {
    throw invalid(
      "Some messages in the publish request are empty; each message must contain either non-empty data, or at least one attribute.",
    );
  }
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(data))
    throw invalid("Invalid value at 'messages.data': Base64 decoding failed.");
  return data.replaceAll("-", "+").replaceAll("_", "/");
}

function checkedAttributes(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES)
    throw invalid(`A message may have ${MAX_ATTRIBUTES} attributes at most.`);
  for (const [key, value] of entries) {
    if (key === "" || key.startsWith("goog") || Buffer.byteLength(key) > MAX_ATTRIBUTE_KEY_BYTES) {
      throw invalid(
        `"${key}" is no attribute key: it must not be empty, start with goog or exceed ${MAX_ATTRIBUTE_KEY_BYTES} bytes.`,
      );
    }
    if (Buffer.byteLength(value) > MAX_ATTRIBUTE_VALUE_BYTES) {
      throw invalid(`The attribute ${key} exceeds ${MAX_ATTRIBUTE_VALUE_BYTES} bytes.`);
    }
  }
  return attributes;
}

function invalid(message: string): GoogleError {
  return new GoogleError("INVALID_ARGUMENT", message);
}
