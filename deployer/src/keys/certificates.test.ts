import { createPrivateKey, createPublicKey, verify, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { certificateRequest, newPrivateKey, selfSignedCertificate } from "./certificates.ts";

const derOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");

/** The first element within a DER sequence, whole, and what follows it. */
function firstOf(der: Buffer): { first: Buffer; rest: Buffer } {
  const lengthBytes = (der[1] ?? 0) < 0x80 ? 0 : (der[1] ?? 0) & 0x7f;
  const length = lengthBytes === 0 ? (der[1] ?? 0) : der.readUIntBE(2, lengthBytes);
  const end = 2 + lengthBytes + length;
  return { first: der.subarray(0, end), rest: der.subarray(end) };
}

const inside = (der: Buffer): Buffer => der.subarray(2 + ((der[1] ?? 0) < 0x80 ? 0 : (der[1] ?? 0) & 0x7f));

describe("a certificate request", () => {
  test("is signed by the key that it carries and bears the name", async () => {
    const key = await newPrivateKey("ec");
    const request = derOf(await certificateRequest(key, "demo-sensor:1"));
    const { first: body, rest } = firstOf(inside(request));
    const signature = inside(firstOf(rest).rest).subarray(1);
    expect(verify("sha256", body, createPublicKey(createPrivateKey(key)), signature)).toBe(true);
    expect(body.includes(Buffer.from("demo-sensor:1"))).toBe(true);
  });

  test("cuts a name that X.509 would not take", async () => {
    const request = derOf(await certificateRequest(await newPrivateKey("ec"), "n".repeat(70)));
    expect(request.toString("latin1")).toContain("n".repeat(64));
    expect(request.toString("latin1")).not.toContain("n".repeat(65));
  });
});

describe("a self-signed certificate", () => {
  const facts = {
    commonName: "demo publisher",
    notBefore: Date.UTC(2026, 0, 1),
    serial: Buffer.alloc(16, 0xff),
  };

  test("is an X.509 v3 certificate of its own key and no authority", async () => {
    const key = await newPrivateKey("rsa");
    const certificate = new X509Certificate(
      await selfSignedCertificate(key, { ...facts, notAfter: Date.UTC(2036, 0, 1) }),
    );
    expect(certificate.subject).toBe("CN=demo publisher");
    expect(certificate.verify(createPublicKey(createPrivateKey(key)))).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.validFrom).toBe("Jan  1 00:00:00 2026 GMT");
    expect(certificate.validTo).toBe("Jan  1 00:00:00 2036 GMT");
  });

  test("may outlive the year 2049", async () => {
    const key = await newPrivateKey("rsa");
    const certificate = new X509Certificate(
      await selfSignedCertificate(key, { ...facts, notAfter: Date.UTC(2051, 5, 1) }),
    );
    expect(certificate.validTo).toBe("Jun  1 00:00:00 2051 GMT");
  });
});
