import "reflect-metadata";
import { createPrivateKey, createPublicKey, generateKeyPair, webcrypto } from "node:crypto";
import { promisify } from "node:util";
import {
  BasicConstraintsExtension,
  Name,
  Pkcs10CertificateRequestGenerator,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** The upper bound of a common name (RFC 5280, appendix A.1). */
const MAX_NAME = 64;

const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

const newKeyPair = promisify(generateKeyPair);

const nameOf = (commonName: string): string =>
  new Name([{ CN: [{ utf8String: commonName.slice(0, MAX_NAME) }] }]).toString();

/** A new private key in PEM (PKCS #8): `ec` on the curve P-256, or `rsa` with 2,048 bits. */
export async function newPrivateKey(kind: "ec" | "rsa"): Promise<string> {
  const { privateKey } =
    kind === "ec"
      ? await newKeyPair("ec", { namedCurve: "P-256" })
      : await newKeyPair("rsa", { modulusLength: 2048 });
  return String(privateKey.export({ type: "pkcs8", format: "pem" }));
}

/** The two halves of a private key as the certificate library wants them. */
async function keysOf(
  pem: string,
): Promise<{ algorithm: typeof EC | typeof RSA; keys: webcrypto.CryptoKeyPair }> {
  const key = createPrivateKey(pem);
  const algorithm = key.asymmetricKeyType === "rsa" ? RSA : EC;
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  const spki = createPublicKey(key).export({ type: "spki", format: "der" });
  const { subtle } = webcrypto;
  return {
    algorithm,
    keys: {
      privateKey: await subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]),
      publicKey: await subtle.importKey("spki", spki, algorithm, true, ["verify"]),
    },
  };
}

/** A certificate signing request (PKCS #10) in PEM for a private key in PEM; names are cut at 64 characters. */
export async function certificateRequest(privateKey: string, commonName: string): Promise<string> {
  const { algorithm, keys } = await keysOf(privateKey);
  const request = await Pkcs10CertificateRequestGenerator.create(
    { name: nameOf(commonName), keys, signingAlgorithm: algorithm },
    webcrypto,
  );
  return `${request.toString("pem")}\n`;
}

/** What a self-signed certificate says of itself; times are milliseconds since the epoch, `serial` are up to 20 random bytes. */
export interface CertificateFacts {
  readonly commonName: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly serial: Buffer;
}

/** A self-signed X.509 v3 certificate in PEM for a private key in PEM; it is no authority. */
export async function selfSignedCertificate(privateKey: string, facts: CertificateFacts): Promise<string> {
  const { algorithm, keys } = await keysOf(privateKey);
  const serial = Buffer.from(facts.serial);
  // A serial number is a positive integer without leading zeros.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: nameOf(facts.commonName),
      serialNumber: serial.toString("hex"),
      notBefore: new Date(facts.notBefore),
      notAfter: new Date(facts.notAfter),
      keys,
      signingAlgorithm: algorithm,
      extensions: [new BasicConstraintsExtension(false)],
    },
    webcrypto,
  );
  return `${certificate.toString("pem")}\n`;
}
