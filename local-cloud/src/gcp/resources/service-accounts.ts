import { randomInt } from "node:crypto";
import { flag, requiredText, text } from "../attributes.ts";
import { GoogleError } from "../http/google-error.ts";
import type { ServiceAccounts } from "../iam/service-accounts.ts";
import { readUploadedKey } from "../iam/uploaded-key.ts";
import { projectOf, unlessMatches, unlessWithin } from "./resource.ts";
import type { GcpResource } from "./resource.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";

const ACCOUNT_ID = {
  pattern: /^[a-z](?:[-a-z0-9]{4,28}[a-z0-9])$/,
  expected: "6 to 30 lower-case letters, digits and hyphens, beginning with a letter",
};

/** The handler of google_service_account; `forget` stops what runs for an account alone. */
export function serviceAccount(
  accounts: ServiceAccounts,
  forget: (email: string) => Promise<void>,
): GcpResource {
  return {
    type: "google_service_account",
    requiresReplace: ["project", "account_id"],
    defaults: { disabled: false },
    validate: (config) => [
      ...unlessMatches(config, "account_id", ACCOUNT_ID),
      ...unlessWithin(text(config, "description")?.length, ["description"], [0, 256]),
      ...unlessWithin(text(config, "display_name")?.length, ["display_name"], [0, 100]),
      ...(flag(config, "disabled")
        ? [{ summary: "the local cloud does not emulate disabled service accounts", path: ["disabled"] }]
        : []),
    ],
    create(planned, context) {
      const project = projectOf(planned, context);
      const accountId = requiredText(planned, "account_id");
      const email = `${accountId}@${project}.iam.gserviceaccount.com`;
      if (accounts.has(email)) {
        throw new GoogleError(
          "ALREADY_EXISTS",
          `Service account ${accountId} already exists within project projects/${project}.`,
        );
      }
      const uniqueId = `1${Array.from({ length: 20 }, () => randomInt(10)).join("")}`;
      accounts.add(email, uniqueId);
      const name = `projects/${project}/serviceAccounts/${email}`;
      return Promise.resolve({
        id: name,
        name,
        email,
        project,
        member: `serviceAccount:${email}`,
        unique_id: uniqueId,
      });
    },
    update: () => Promise.resolve({}),
    async delete(state) {
      const email = requiredText(state, "email");
      accounts.remove(email);
      await forget(email);
    },
    restore: (attributes) =>
      accounts.add(requiredText(attributes, "email"), requiredText(attributes, "unique_id")),
  };
}

/** The handler of google_service_account_key: only public keys that are uploaded, so that no private key enters a state. */
export function serviceAccountKey(accounts: ServiceAccounts): GcpResource {
  const emailOf = (attributes: Attributes): string =>
    requiredText(attributes, "service_account_id").split("/").at(-1) ?? "";
  const add = (attributes: Attributes): ReturnType<typeof readUploadedKey> => {
    const key = readUploadedKey(requiredText(attributes, "public_key_data"));
    accounts.addKey({
      id: key.id,
      email: emailOf(attributes),
      publicKey: key.publicKey,
      validUntil: key.validUntil,
    });
    return key;
  };
  return {
    type: "google_service_account_key",
    requiresReplace: [
      "service_account_id",
      "public_key_data",
      "keepers",
      "key_algorithm",
      "public_key_type",
      "private_key_type",
    ],
    defaults: {
      key_algorithm: "KEY_ALG_RSA_2048",
      public_key_type: "TYPE_X509_PEM_FILE",
      private_key_type: "TYPE_GOOGLE_CREDENTIALS_FILE",
    },
    validate: (config) => keyComplaints(text(config, "public_key_data")),
    create(planned) {
      const email = emailOf(planned);
      if (!accounts.has(email))
        throw new GoogleError("NOT_FOUND", `Service account ${email} does not exist.`);
      if (!text(planned, "public_key_data")) {
        throw new Error(
          "the local cloud makes no private keys: set public_key_data to the base64 of an X.509 certificate",
        );
      }
      const { id, validAfter, validUntil } = readUploadedKey(requiredText(planned, "public_key_data"));
      if (accounts.key(id)) throw new GoogleError("ALREADY_EXISTS", `The key ${id} was uploaded already.`);
      add(planned);
      const project = /@(.+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ?? "-";
      const name = `projects/${project}/serviceAccounts/${email}/keys/${id}`;
      return Promise.resolve({
        id: name,
        name,
        private_key: "",
        public_key: requiredText(planned, "public_key_data"),
        valid_after: new Date(validAfter).toISOString().replace(".000Z", "Z"),
        valid_before: new Date(validUntil).toISOString().replace(".000Z", "Z"),
      });
    },
    delete(state) {
      accounts.removeKey(requiredText(state, "name").split("/").at(-1) ?? "");
      return Promise.resolve();
    },
    restore(attributes) {
      add(attributes);
    },
  };
}

function keyComplaints(publicKeyData: string | undefined): { summary: string; path: string[] }[] {
  if (publicKeyData === undefined) return [];
  try {
    readUploadedKey(publicKeyData);
    return [];
  } catch (error) {
    return [{ summary: error instanceof Error ? error.message : String(error), path: ["public_key_data"] }];
  }
}
