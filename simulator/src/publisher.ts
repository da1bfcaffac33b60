/** Speaks the protocol of one L1 cloud for one device. */
export interface Publisher {
  /** Resolves when the platform has acknowledged the message; rejects when it refused it or did not answer in time. */
  publish(message: Buffer): Promise<void>;
  close(): Promise<void>;
}
