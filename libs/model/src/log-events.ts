/**
 * The events that the platform counts, by the `event` field of a structured log line; `count` says for how many
 * messages the line speaks. received = deliveries to the dispatcher, rejected = refused there, stored = first writes.
 */
export const COUNTED_EVENTS = ["received", "rejected", "stored"] as const;

/** One of the counted events. */
export type CountedEvent = (typeof COUNTED_EVENTS)[number];
