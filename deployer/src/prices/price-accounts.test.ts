import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { testMachine } from "../fixtures/test-machine.ts";
import { awsAccount, gcpAccount, givenAccounts } from "./price-accounts.ts";

const AWS = { aws_access_key_id: "AKID", aws_secret_access_key: "s3cret", aws_region: "eu-central-1" };
const GCP = { gcp_project_id: "p", gcp_region: "europe-west1", gcp_credentials_file: "key.json" };
const NONE = { accounts: {}, folder: "/work" };

const machine = (environment: Record<string, string> = {}, files: Record<string, string> = {}) => ({
  ...testMachine({ files, http: () => ({ status: 200, body: '{"access_token": "a-token"}' }) }),
  environment,
});

describe("accounts that are given", () => {
  test.each([
    ["missing", undefined, "/work/accounts.json is missing"],
    ["broken", '{"aws": "s3cret', "/work/accounts.json is no config_credentials.json"],
    ["of another shape", '{"aws": {"aws_secret_access_key": "s3cret"}}', "is no config_credentials.json"],
  ])("in a file that is %s are refused without showing it", async (_what, text, message) => {
    const files: Record<string, string> = text === undefined ? {} : { "/work/accounts.json": text };
    const refused = givenAccounts(machine({}, files), "accounts.json");
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.not.toThrow("s3cret");
    await expect(refused).rejects.toMatchObject({ exitCode: 2 });
  });

  test("stand in the file's own folder", async () => {
    const files = { "/work/twins/a/accounts.json": JSON.stringify({ aws: AWS }) };
    expect(await givenAccounts(machine({}, files), "twins/a/accounts.json")).toEqual({
      accounts: { aws: AWS },
      folder: "/work/twins/a",
    });
    expect(await givenAccounts(machine(), undefined)).toEqual(NONE);
  });
});

describe("AWS", () => {
  test("without keys says where they are looked for", () => {
    for (const environment of [{}, { AWS_ACCESS_KEY_ID: "AKID" }]) {
      expect(() => awsAccount(machine(environment), NONE)).toThrow(
        expect.objectContaining({ advice: expect.stringContaining("AWS_ACCESS_KEY_ID and") }),
      );
    }
  });

  test("takes the keys that are given over those of the environment, and never a session of others", () => {
    const environment = {
      AWS_ACCESS_KEY_ID: "ENV",
      AWS_SECRET_ACCESS_KEY: "env",
      AWS_SESSION_TOKEN: "session",
    };
    expect(awsAccount(machine(environment), NONE)).toEqual({
      accessKeyId: "ENV",
      secretAccessKey: "env",
      sessionToken: "session",
    });
    expect(awsAccount(machine(environment), { ...NONE, accounts: { aws: AWS } })).toEqual({
      accessKeyId: "AKID",
      secretAccessKey: "s3cret",
      sessionToken: undefined,
    });
  });
});

describe("Google Cloud", () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const key = JSON.stringify({ client_email: "a@b", private_key: privateKey, private_key_id: "1" });

  test("without a key says where it is looked for", async () => {
    await expect(gcpAccount(machine(), NONE)).rejects.toMatchObject({
      message: "the Cloud Billing Catalog API needs a key, and there is none",
      advice: expect.stringContaining("GOOGLE_API_KEY"),
    });
  });

  test("takes an API key, then an access token, then a service account", async () => {
    const both = { GOOGLE_API_KEY: "k", GOOGLE_OAUTH_ACCESS_TOKEN: "t" };
    expect(await gcpAccount(machine(both), NONE)).toEqual({ "x-goog-api-key": "k" });
    const token = { GOOGLE_OAUTH_ACCESS_TOKEN: "t", GOOGLE_APPLICATION_CREDENTIALS: "/keys/a.json" };
    expect(await gcpAccount(machine(token), NONE)).toEqual({ authorization: "Bearer t" });
    const account = machine({ GOOGLE_APPLICATION_CREDENTIALS: "/keys/a.json" }, { "/keys/a.json": key });
    expect(await gcpAccount(account, NONE)).toEqual({ authorization: "Bearer a-token" });
    expect(new URLSearchParams(account.requests[0]?.body).get("assertion")).toMatch(
      /^[\w-]+\.[\w-]+\.[\w-]+$/,
    );
  });

  test("takes the service account that is given over everything else, by its old name, too", async () => {
    const given = machine({ GOOGLE_API_KEY: "k" }, { "/twins/a/key.json": key });
    for (const accounts of [{ gcp: GCP }, { google: GCP }]) {
      expect(await gcpAccount(given, { accounts, folder: "/twins/a" })).toEqual({
        authorization: "Bearer a-token",
      });
    }
  });
});
