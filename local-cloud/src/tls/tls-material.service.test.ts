import { X509Certificate, webcrypto } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTlsMaterial } from "./tls-material.ts";
import { Pkcs10CertificateRequestGenerator } from "./x509.ts";

const now = (): Date => new Date();

describe("TLS material", () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "tls-")), "tls");
  });
  afterEach(() => rm(join(folder, ".."), { recursive: true }));

  test("is made once, for its owner only", async () => {
    const first = await openTlsMaterial(folder, now);
    const second = await openTlsMaterial(folder, now);
    expect(second.cert).toBe(first.cert);
    expect((await stat(join(folder, "server.key"))).mode & 0o777).toBe(0o600);
  });

  test.each(["localhost", "127.0.0.1"])(
    "lets a client that trusts the authority reach https on %s",
    async (host) => {
      const { key, cert, ca } = await openTlsMaterial(folder, now);
      const server = createServer({ key, cert }, (_request, response) => response.end("hello"));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const status = await new Promise((resolve, reject) => {
        const call = request({ host, port, ca, family: 4 }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        call.on("error", reject).end();
      });
      server.close();
      expect(status).toBe(200);
    },
  );

  test("issues a client certificate for a signing request, and refuses anything else", async () => {
    const material = await openTlsMaterial(folder, now);
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const signingRequest = await Pkcs10CertificateRequestGenerator.create({
      name: "CN=sensor-1",
      keys,
      signingAlgorithm: algorithm,
    });
    const certificate = new X509Certificate(
      await material.issueClientCertificate(signingRequest.toString("pem")),
    );
    expect(certificate.subject).toBe("CN=sensor-1");
    expect(certificate.verify(new X509Certificate(material.ca).publicKey)).toBe(true);
    await expect(material.issueClientCertificate("nonsense")).rejects.toThrow(/certificate signing request/);
  });
});
