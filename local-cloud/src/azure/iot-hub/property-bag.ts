/** What a device says about a message in its topic. */
export interface MessageProperties {
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly messageId?: string;
  readonly correlationId?: string;
  /** The device's own properties. */
  readonly application: Readonly<Record<string, string>>;
}

/** Reads the property bag at the end of a topic, as in `$.ct=application%2Fjson&$.ce=utf-8&room=kitchen`. */
export function parsePropertyBag(bag: string): MessageProperties {
  const pairs = bag.replace(/^\?/, "").split("&").filter(Boolean).map(pair);
  const system = new Map(pairs.filter(([name]) => name.startsWith("$.")));
  const application = Object.fromEntries(pairs.filter(([name]) => !name.startsWith("$.")));
  const [contentType, contentEncoding, messageId, correlationId] = ["$.ct", "$.ce", "$.mid", "$.cid"].map(
    (name) => system.get(name),
  );
  return {
    application,
    ...(contentType !== undefined && { contentType }),
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(messageId !== undefined && { messageId }),
    ...(correlationId !== undefined && { correlationId }),
  };
}

function pair(text: string): [string, string] {
  const [name = "", ...value] = text.split("=");
  return [decodeURIComponent(name), decodeURIComponent(value.join("="))];
}
