import { createVerify, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { serviceAccountTokens } from "./service-account-token.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const keyFile = JSON.stringify({
  client_email: "a@b.example",
  private_key_id: "k",
  private_key: privateKey,
  type: "service_account",
});
const decode = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString());

test("a file that is no service account is refused", () => {
  expect(() => serviceAccountTokens("{}")).toThrow("no service-account file");
});

test("a token is signed by the account, for Pub/Sub, and renewed before it ends", () => {
  let now = Date.UTC(2026, 0, 1);
  const token = serviceAccountTokens(keyFile, () => now);
  const first = token();
  const [header, claims, signature = ""] = first.split(".");
  expect(decode(header)).toMatchObject({ alg: "RS256", kid: "k" });
  expect(decode(claims)).toEqual({
    iss: "a@b.example",
    sub: "a@b.example",
    aud: "https://pubsub.googleapis.com/",
    iat: now / 1000,
    exp: now / 1000 + 3600,
  });
  expect(
    createVerify("RSA-SHA256").update(`${header}.${claims}`).verify(publicKey, signature, "base64url"),
  ).toBe(true);
  now += 3_000_000;
  expect(token()).toBe(first);
  now += 400_000;
  expect(token()).not.toBe(first);
});
