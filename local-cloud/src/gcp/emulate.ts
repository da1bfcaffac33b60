import { DEFAULT_PROJECT, DEFAULT_REGION } from "./account.ts";
import type { FirestoreService } from "./firestore/firestore-service.ts";
import type { Policies } from "./iam/policies.ts";
import type { ServiceAccounts } from "./iam/service-accounts.ts";
import type { MetadataService } from "./metadata/metadata-service.ts";

const ADMINISTRATOR = `administrator@${DEFAULT_PROJECT}.iam.gserviceaccount.com`;
const DATABASE = "contract";
const COLLECTION = "records";

/** Makes an account that may do everything and the database of the contract tests, and answers the environment that leads SDKs there. */
export async function emulate(deps: {
  accounts: ServiceAccounts;
  policies: Policies;
  metadata: MetadataService;
  firestore: FirestoreService;
  pubsubEndpoint: string;
  caFile: string;
}): Promise<Record<string, string>> {
  const { accounts, policies, metadata, firestore } = deps;
  accounts.add(ADMINISTRATOR, "100000000000000000001");
  policies.grant({
    resource: `projects/${DEFAULT_PROJECT}`,
    role: "roles/owner",
    member: `serviceAccount:${ADMINISTRATOR}`,
  });
  await makeDatabase(firestore);
  return {
    GOOGLE_CLOUD_PROJECT: DEFAULT_PROJECT,
    FIRESTORE_DATABASE: DATABASE,
    FIRESTORE_EMULATOR_HOST: await firestore.hostFor(ADMINISTRATOR),
    GCE_METADATA_HOST: await metadata.hostFor({
      email: ADMINISTRATOR,
      project: DEFAULT_PROJECT,
      region: DEFAULT_REGION,
    }),
    METADATA_SERVER_DETECTION: "none",
    PUBSUB_ENDPOINT: deps.pubsubEndpoint,
    NODE_EXTRA_CA_CERTS: deps.caFile,
  };
}

async function makeDatabase({ store }: FirestoreService): Promise<void> {
  const name = `projects/${DEFAULT_PROJECT}/databases/${DATABASE}`;
  if (store.exists(name)) return;
  await store.create(name);
  for (const direction of ["ASCENDING", "DESCENDING"] as const) {
    store.database(name).indexes.add({
      id: `${COLLECTION} ${direction}`,
      collection: COLLECTION,
      fields: [
        { path: "device_id", direction: "ASCENDING" },
        { path: "sort_key", direction },
      ],
    });
  }
}
