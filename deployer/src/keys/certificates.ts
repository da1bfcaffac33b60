import { createPrivateKey, createPublicKey, generateKeyPair, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { promisify } from "node:util";
import {
  bitString,
  context,
  integer,
  nothing,
  objectId,
  octetString,
  pem,
  sequence,
  set,
  time,
  utf8String,
} from "./der.ts";

const COMMON_NAME = "2.5.4.3";
const BASIC_CONSTRAINTS = "2.5.29.19";
const ECDSA_WITH_SHA256 = sequence(objectId("1.2.840.10045.4.3.2"));
const RSA_WITH_SHA256 = sequence(objectId("1.2.840.113549.1.1.11"), nothing());
/** The upper bound of a common name (RFC 5280, appendix A.1). */
const MAX_NAME = 64;

const newKeyPair = promisify(generateKeyPair);

const algorithmOf = (key: KeyObject): Buffer =>
  key.asymmetricKeyType === "rsa" ? RSA_WITH_SHA256 : ECDSA_WITH_SHA256;

const nameOf = (commonName: string): Buffer =>
  sequence(set(sequence(objectId(COMMON_NAME), utf8String(commonName.slice(0, MAX_NAME)))));

const publicKeyOf = (key: KeyObject): Buffer => createPublicKey(key).export({ type: "spki", format: "der" });

function signed(body: Buffer, key: KeyObject): Buffer {
  return sequence(body, algorithmOf(key), bitString(sign("sha256", body, key)));
}

/** A new private key in PEM (PKCS #8): `ec` on the curve P-256, or `rsa` with 2,048 bits. */
export async function newPrivateKey(kind: "ec" | "rsa"): Promise<string> {
  const { privateKey } =
    kind === "ec"
      ? await newKeyPair("ec", { namedCurve: "P-256" })
      : await newKeyPair("rsa", { modulusLength: 2048 });
  return String(privateKey.export({ type: "pkcs8", format: "pem" }));
}

/** A certificate signing request (PKCS #10) in PEM for a private key in PEM; names are cut at 64 characters. */
export function certificateRequest(privateKey: string, commonName: string): string {
  const key = createPrivateKey(privateKey);
  const body = sequence(integer(0), nameOf(commonName), publicKeyOf(key), context(0));
  return pem("CERTIFICATE REQUEST", signed(body, key));
}

/** What a self-signed certificate says of itself; times are milliseconds since the epoch, `serial` are up to 20 random bytes. */
export interface CertificateFacts {
  readonly commonName: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly serial: Buffer;
}

/** A self-signed X.509 v3 certificate in PEM for a private key in PEM; it is no authority. */
export function selfSignedCertificate(privateKey: string, facts: CertificateFacts): string {
  const key = createPrivateKey(privateKey);
  const name = nameOf(facts.commonName);
  const serial = Buffer.from(facts.serial);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const constraints = sequence(objectId(BASIC_CONSTRAINTS), octetString(sequence()));
  const body = sequence(
    context(0, integer(2)),
    integer(serial),
    algorithmOf(key),
    name,
    sequence(time(facts.notBefore), time(facts.notAfter)),
    name,
    publicKeyOf(key),
    context(3, sequence(constraints)),
  );
  return pem("CERTIFICATE", signed(body, key));
}
