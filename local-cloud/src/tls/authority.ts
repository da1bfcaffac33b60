import { webcrypto } from "node:crypto";
import * as x509 from "./x509.ts";

/** A certificate authority of one local cloud. */
export interface Authority {
  /** PEM certificate of the authority: what clients trust. */
  readonly certificate: string;
  /** PEM private key of the authority. */
  readonly key: string;
}

/** A PEM certificate with its PEM private key. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

const SIGNING = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;
const VALID_DAYS = 3_650;

x509.cryptoProvider.set(webcrypto);

/** Makes a new authority, valid for ten years from `now`. */
export async function createAuthority(now: Date): Promise<Authority> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Twin2MultiCloud local cloud",
    keys,
    signingAlgorithm: SIGNING,
    ...validity(now),
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await privatePem(keys.privateKey) };
}

/** Issues a certificate for https servers on localhost and 127.0.0.1. */
export async function issueServerCertificate(authority: Authority, now: Date): Promise<KeyPair> {
  const keys = await generateKeys();
  const names = new x509.SubjectAlternativeNameExtension([
    { type: "dns", value: "localhost" },
    { type: "ip", value: "127.0.0.1" },
  ]);
  const cert = await issue(authority, {
    subject: "CN=localhost",
    publicKey: keys.publicKey,
    now,
    extensions: [names, new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth])],
  });
  return { cert, key: await privatePem(keys.privateKey) };
}

/** Issues a client certificate for a PEM certificate signing request; throws when it is not one or its signature is wrong. */
export async function issueClientCertificate(authority: Authority, csr: string, now: Date): Promise<string> {
  const request = readRequest(csr);
  if (!(await request.verify())) throw new Error("the signature of the certificate signing request is wrong");
  return issue(authority, {
    subject: request.subject,
    publicKey: request.publicKey,
    now,
    extensions: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])],
  });
}

function readRequest(csr: string): x509.Pkcs10CertificateRequest {
  try {
    return new x509.Pkcs10CertificateRequest(csr);
  } catch (cause) {
    throw new Error("expected a PEM certificate signing request (PKCS#10)", { cause });
  }
}

interface Issuance {
  readonly subject: string;
  readonly publicKey: x509.X509CertificateCreateParams["publicKey"];
  readonly now: Date;
  readonly extensions: readonly x509.Extension[];
}

async function issue(
  authority: Authority,
  { subject, publicKey, now, extensions }: Issuance,
): Promise<string> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer.subject,
    publicKey,
    signingKey: await importKey(authority.key),
    signingAlgorithm: SIGNING,
    ...validity(now),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment,
        true,
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ...extensions,
    ],
  });
  return certificate.toString("pem");
}

// A certificate that begins a day early is valid on machines whose clocks lag a little.
function validity(now: Date): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + VALID_DAYS * DAY_MS),
  };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(SIGNING, true, ["sign", "verify"]);
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(
    await webcrypto.subtle.exportKey("pkcs8", key),
    x509.PemConverter.PrivateKeyTag,
  );
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const [der] = x509.PemConverter.decode(pem);
  if (!der) throw new Error("expected a PEM private key");
  return webcrypto.subtle.importKey("pkcs8", der, SIGNING, false, ["sign"]);
}
