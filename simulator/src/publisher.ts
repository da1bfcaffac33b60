/** Speaks the protocol of one L1 cloud for one device. */
export interface Publisher {
  /** Resolves when the platform has acknowledged the message, rejects when it refused it. Mends a lost connection and waits: how long is the caller's choice. */
  publish(message: Buffer): Promise<void>;
  /** True while the connection is gone and not mended yet. */
  isLost(): boolean;
  /** Ends the connection; messages without an answer are abandoned. */
  close(): Promise<void>;
}
