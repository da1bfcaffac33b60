import type { KeyObject } from "node:crypto";

/** A public key that was uploaded for a service account. */
export interface AccountKey {
  readonly id: string;
  readonly email: string;
  readonly publicKey: KeyObject;
  /** The end of the certificate's validity, in ms since 1970. */
  readonly validUntil: number;
}

/** Which service accounts there are, and the keys they sign with. */
export interface ServiceAccounts {
  add(email: string, uniqueId: string): void;
  remove(email: string): void;
  has(email: string): boolean;
  uniqueId(email: string): string | undefined;
  addKey(key: AccountKey): void;
  removeKey(id: string): void;
  key(id: string): AccountKey | undefined;
  keysOf(email: string): readonly AccountKey[];
}

/** The accounts of one local cloud, none at the start. */
export function createServiceAccounts(): ServiceAccounts {
  const accounts = new Map<string, string>();
  const keys = new Map<string, AccountKey>();
  const keysOf = (email: string): readonly AccountKey[] =>
    [...keys.values()].filter((key) => key.email === email);
  return {
    add(email, uniqueId) {
      accounts.set(email, uniqueId);
    },
    remove(email) {
      accounts.delete(email);
      for (const key of keysOf(email)) keys.delete(key.id);
    },
    has: (email) => accounts.has(email),
    uniqueId: (email) => accounts.get(email),
    addKey(key) {
      keys.set(key.id, key);
    },
    removeKey(id) {
      keys.delete(id);
    },
    key: (id) => keys.get(id),
    keysOf,
  };
}
