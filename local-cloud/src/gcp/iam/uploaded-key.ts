import { X509Certificate, createHash } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** The smallest RSA key that IAM takes (https://cloud.google.com/iam/docs/keys-upload). */
const MIN_RSA_BITS = 2048;

/** What stands in an uploaded certificate; times in ms since 1970. */
export interface UploadedKey {
  readonly id: string;
  readonly publicKey: KeyObject;
  readonly validAfter: number;
  readonly validUntil: number;
}

/** Reads `public_key_data`, the base64 of an RSA public key in an X.509 v3 PEM certificate. Throws an Error that says what is wrong. */
export function readUploadedKey(publicKeyData: string): UploadedKey {
  const pem = Buffer.from(publicKeyData, "base64").toString("latin1");
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw new Error("public_key_data must be the base64 of an X.509 v3 certificate in PEM format");
  }
  const certificate = parseCertificate(pem);
  const { publicKey } = certificate;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (publicKey.asymmetricKeyType !== "rsa" || bits < MIN_RSA_BITS) {
    throw new Error(`the certificate must hold an RSA key of at least ${MIN_RSA_BITS} bits`);
  }
  return {
    id: createHash("sha1").update(certificate.raw).digest("hex"),
    publicKey,
    validAfter: Date.parse(certificate.validFrom),
    validUntil: Date.parse(certificate.validTo),
  };
}

function parseCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new Error("public_key_data holds no X.509 certificate that can be read", { cause });
  }
}
