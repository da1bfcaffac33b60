import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { openStateFile } from "../../storage/state-file.ts";

/** What the local cloud signs its own tokens with; the same after a restart, so that tokens in use stay good. */
export interface SigningKeys {
  /** Signs access tokens. */
  readonly secret: Buffer;
  /** Signs identity tokens. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

interface Stored {
  readonly secret: string;
  readonly id: string;
  readonly privateKey: string;
}

/** Reads the keys from a file that only its owner can read, and makes them when there are none. */
export async function openSigningKeys(file: string): Promise<SigningKeys> {
  const opened = await openStateFile<Stored | null>(file, null, isStored);
  const stored = opened.state ?? (await makeKeys());
  if (!opened.state) await opened.save(stored);
  const privateKey = createPrivateKey(stored.privateKey);
  return {
    secret: Buffer.from(stored.secret, "hex"),
    id: stored.id,
    privateKey,
    publicKey: createPublicKey(privateKey),
  };
}

async function makeKeys(): Promise<Stored> {
  const pair = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return {
    secret: randomBytes(32).toString("hex"),
    id: randomBytes(20).toString("hex"),
    privateKey: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === "object" && value !== null && "secret" in value && "id" in value && "privateKey" in value
  );
}
