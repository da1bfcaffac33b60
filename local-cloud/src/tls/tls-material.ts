import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { diskError, errorCode } from "../storage/disk-error.ts";
import { createAuthority, issueClientCertificate, issueServerCertificate } from "./authority.ts";
import type { Authority } from "./authority.ts";

/** What servers, functions and devices of one local cloud need for TLS; all texts are PEM. */
export interface TlsMaterial {
  /** Private key of the server certificate. */
  readonly key: string;
  /** Server certificate for localhost and 127.0.0.1. */
  readonly cert: string;
  /** The authority that issued it: what clients trust. */
  readonly ca: string;
  /** The file that holds `ca`, for NODE_EXTRA_CA_CERTS and MQTT clients. */
  readonly caFile: string;
  /** Issues a client certificate of the same authority for a PEM certificate signing request. */
  issueClientCertificate(csr: string): Promise<string>;
}

const FILES = { ca: "ca.pem", caKey: "ca.key", cert: "server.pem", key: "server.key" } as const;

/** Opens the TLS material of a folder, and makes it the first time: all files appear at once, readable by their owner only. */
export async function openTlsMaterial(folder: string, now: () => Date): Promise<TlsMaterial> {
  if (!(await exists(folder))) await createFiles(folder, now());
  const read = (name: string): Promise<string> => readFile(join(folder, name), "utf8");
  const [ca, caKey, cert, key] = await Promise.all([FILES.ca, FILES.caKey, FILES.cert, FILES.key].map(read));
  if (!ca || !caKey || !cert || !key)
    throw new Error(`${folder} lacks a file; remove the folder to make it anew`);
  const authority: Authority = { certificate: ca, key: caKey };
  return {
    key,
    cert,
    ca,
    caFile: join(folder, FILES.ca),
    issueClientCertificate: (csr) => issueClientCertificate(authority, csr, now()),
  };
}

async function createFiles(folder: string, now: Date): Promise<void> {
  const authority = await createAuthority(now);
  const server = await issueServerCertificate(authority, now);
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const temporary = await mkdtemp(`${folder}-`);
  try {
    await chmod(temporary, 0o700);
    const write = (name: string, text: string): Promise<void> =>
      writeFile(join(temporary, name), text, { mode: 0o600 });
    await write(FILES.ca, authority.certificate);
    await write(FILES.caKey, authority.key);
    await write(FILES.cert, server.cert);
    await write(FILES.key, server.key);
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw diskError(folder, error);
  }
}

async function exists(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}
