import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import * as x509 from "../../tls/x509.ts";
import { createPolicies } from "./policies.ts";
import { createRoles } from "./roles.ts";
import { createServiceAccounts } from "./service-accounts.ts";
import { signJwt } from "./jwt.ts";
import { createTokens } from "./tokens.ts";
import { readUploadedKey } from "./uploaded-key.ts";

const EMAIL = "sender@p.iam.gserviceaccount.com";
const PUBSUB = "https://pubsub.googleapis.com/";
const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const uploaded = generateKeyPairSync("rsa", { modulusLength: 2048 });

function setUp() {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const accounts = createServiceAccounts();
  accounts.add(EMAIL, "1");
  accounts.addKey({ id: "k", email: EMAIL, publicKey: uploaded.publicKey, validUntil: now + 86_400_000 });
  const keys = { secret: Buffer.from("secret"), id: "own", ...own };
  const tokens = createTokens({ accounts, keys, now: () => now });
  const seconds = Math.floor(now / 1000);
  const claims = { iss: EMAIL, sub: EMAIL, aud: PUBSUB, iat: seconds, exp: seconds + 3600 };
  const signed = (changed: object = {}, id = "k") =>
    signJwt({ ...claims, ...changed }, { id, privateKey: uploaded.privateKey });
  return { accounts, tokens, signed, seconds, turn: (milliseconds: number) => (now += milliseconds) };
}

describe("an access token", () => {
  test("names its account until it expires", () => {
    const { tokens, turn } = setUp();
    const token = tokens.accessToken(EMAIL);
    expect(tokens.callerOf(token, PUBSUB)).toBe(EMAIL);
    turn(3_600_000);
    expect(() => tokens.callerOf(token, PUBSUB)).toThrow(/expired/);
  });

  test("is worth nothing when it is changed, missing, or its account is gone", () => {
    const { tokens, accounts } = setUp();
    const token = tokens.accessToken(EMAIL);
    const [prefix, , signature] = token.split(/\.(?=[^.]+(?:\.|$))/);
    const forged = `${prefix}.${Buffer.from("admin@p 99999999999").toString("base64url")}.${signature}`;
    expect(() => tokens.callerOf(undefined, PUBSUB)).toThrow(/missing/);
    expect(() => tokens.callerOf(forged, PUBSUB)).toThrow(/invalid authentication/);
    expect(tokens.callerOf(token, PUBSUB)).toBe(EMAIL);
    accounts.remove(EMAIL);
    expect(() => tokens.callerOf(token, PUBSUB)).toThrow(/gone/);
  });
});

describe("a self-signed token", () => {
  test("is good for its service, also with the path of one, or with a scope", () => {
    const { tokens, signed } = setUp();
    for (const changed of [
      {},
      { aud: `${PUBSUB}google.pubsub.v1.Publisher` },
      { aud: undefined, scope: "https://www.googleapis.com/auth/pubsub" },
    ]) {
      expect(tokens.callerOf(signed(changed), PUBSUB)).toBe(EMAIL);
    }
  });

  test("is refused with anything wrong in it", () => {
    const { tokens, signed, seconds } = setUp();
    const bad = [
      signed({ aud: "https://storage.googleapis.com/" }),
      signed({ iss: "other@p.iam.gserviceaccount.com" }),
      signed({ sub: undefined }),
      signed({ exp: seconds - 1, iat: seconds - 100 }),
      signed({ exp: seconds + 7200 }),
      signed({ iat: seconds + 600, exp: seconds + 1000 }),
      signed({}, "unknown"),
      `${signed().slice(0, -8)}AAAAAAAA`,
      "nonsense",
    ];
    for (const token of bad) expect(() => tokens.callerOf(token, PUBSUB)).toThrow(/invalid authentication/);
  });

  test("ends with its key", () => {
    const { tokens, accounts, signed, turn } = setUp();
    accounts.removeKey("k");
    expect(() => tokens.callerOf(signed(), PUBSUB)).toThrow(/not signed by a key/);
    turn(1);
  });
});

describe("an identity token", () => {
  test("is good for its audience and what is below it, and for no other", () => {
    const { tokens } = setUp();
    const token = tokens.identityToken(EMAIL, "https://localhost:1/path");
    expect(tokens.identityOf(token, "https://localhost:1")).toBe(EMAIL);
    expect(tokens.identityOf(token, "https://localhost:12")).toBeUndefined();
    expect(tokens.identityOf("nonsense", "https://localhost:1")).toBeUndefined();
  });

  test("is handed out again while it is fresh, and anew before it expires", () => {
    const { tokens, turn } = setUp();
    const first = tokens.identityToken(EMAIL, "a");
    expect(tokens.identityToken(EMAIL, "a")).toBe(first);
    turn(1_900_000);
    expect(tokens.identityToken(EMAIL, "a")).not.toBe(first);
  });
});

describe("policies", () => {
  const grant = {
    resource: "projects/p/topics/t",
    role: "roles/pubsub.publisher",
    member: `serviceAccount:${EMAIL}`,
  };

  test("allow what a role on the resource or its project contains, and nothing else", () => {
    const roles = createRoles();
    const policies = createPolicies(roles.allows);
    expect(() => policies.require(EMAIL, "pubsub.topics.publish", grant.resource)).toThrow(
      /pubsub.topics.publish/,
    );
    policies.grant(grant);
    expect(policies.allows(EMAIL, "pubsub.topics.publish", grant.resource)).toBe(true);
    expect(policies.allows(EMAIL, "pubsub.topics.publish", "projects/p/topics/other")).toBe(false);
    expect(policies.allows(EMAIL, "pubsub.topics.delete", grant.resource)).toBe(false);
    policies.grant({ ...grant, resource: "projects/p", role: "projects/p/roles/mine" });
    roles.define("projects/p/roles/mine", ["pubsub.topics.delete"]);
    expect(policies.allows(EMAIL, "pubsub.topics.delete", grant.resource)).toBe(true);
  });

  test("keep two grants apart that differ in their condition", () => {
    const policies = createPolicies(createRoles().allows);
    policies.grant({ ...grant, condition: "one" });
    policies.grant({ ...grant, condition: "two" });
    policies.revoke({ ...grant, condition: "one" });
    expect(policies.allows(EMAIL, "pubsub.topics.publish", grant.resource)).toBe(true);
    policies.forgetResource(grant.resource);
    expect(policies.allows(EMAIL, "pubsub.topics.publish", grant.resource)).toBe(false);
  });

  test("let anybody in where all users may", () => {
    const policies = createPolicies(createRoles().allows);
    policies.grant({ resource: "s", role: "roles/run.invoker", member: "allUsers" });
    expect(policies.allows(undefined, "run.routes.invoke", "s")).toBe(true);
  });
});

type KeyAlgorithm = Parameters<typeof crypto.subtle.generateKey>[0] & {
  modulusLength?: number;
  namedCurve?: string;
};

describe("an uploaded key", () => {
  async function certificate(
    algorithm: KeyAlgorithm,
    signingAlgorithm: { name: string; hash: string },
  ): Promise<string> {
    const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    if (!("privateKey" in keys)) throw new Error("expected a pair of keys");
    const made = await x509.X509CertificateGenerator.createSelfSigned({
      name: "CN=test",
      keys,
      signingAlgorithm,
    });
    return Buffer.from(made.toString("pem")).toString("base64");
  }
  const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: new Uint8Array([1, 0, 1]) };

  test("is read from an RSA certificate", async () => {
    const key = readUploadedKey(await certificate({ ...rsa, modulusLength: 2048 }, rsa));
    expect(key.id).toMatch(/^[0-9a-f]{40}$/);
    expect(key.validUntil).toBeGreaterThan(key.validAfter);
  });

  test("is refused when it is no certificate, not RSA, or too short", async () => {
    expect(() => readUploadedKey("bm9uc2Vuc2U=")).toThrow(/X.509/);
    expect(() =>
      readUploadedKey(
        Buffer.from("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----").toString("base64"),
      ),
    ).toThrow(/can be read/);
    const elliptic = await certificate(
      { name: "ECDSA", namedCurve: "P-256" },
      { name: "ECDSA", hash: "SHA-256" },
    );
    const short = await certificate({ ...rsa, modulusLength: 1024 }, rsa);
    for (const data of [elliptic, short])
      expect(() => readUploadedKey(data)).toThrow(/RSA key of at least 2048 bits/);
  });
});
