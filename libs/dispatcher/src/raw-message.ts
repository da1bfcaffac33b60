/** One message as the platform delivered it; `device_id` is the authenticated sender and absent where devices share a publisher (gcp). */
export interface RawMessage {
  readonly body: Uint8Array;
  readonly device_id?: string;
  /** When the platform took the message: ISO 8601. */
  readonly arrived_at: string;
  /** W3C trace id: 32 hex digits. */
  readonly trace_id: string;
}
