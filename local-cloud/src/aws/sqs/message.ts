/** A message attribute as the API carries it; binary values are base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** The attributes of a message by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** What a sender gives. */
export interface NewMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  readonly delaySeconds?: number;
  /** Who sent it. */
  readonly senderId: string;
}

/** What a queue keeps of a message and what its log holds. */
export interface StoredMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes?: MessageAttributes;
  readonly senderId: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Milliseconds since 1970 before which nobody gets it. */
  readonly visibleAt: number;
}

/** A message in the hands of a receiver. */
export interface ReceivedMessage extends StoredMessage {
  readonly receipt: string;
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
}
