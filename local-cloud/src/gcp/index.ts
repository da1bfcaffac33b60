import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { CloudModule, CreateCloud, DaemonServices } from "../daemon/cloud-module.ts";
import type { Attributes } from "../terraform/resource-handler.ts";
import { DEFAULT_PROJECT, DEFAULT_REGION } from "./account.ts";
import { emulate } from "./emulate.ts";
import { startFirestore } from "./firestore/firestore-service.ts";
import { createFunctionsService } from "./functions/functions-service.ts";
import type { FunctionsService } from "./functions/functions-service.ts";
import { createPolicies } from "./iam/policies.ts";
import { createRoles } from "./iam/roles.ts";
import { createServiceAccounts } from "./iam/service-accounts.ts";
import { openSigningKeys } from "./iam/signing-keys.ts";
import { createTokens } from "./iam/tokens.ts";
import { createMetadataService } from "./metadata/metadata-service.ts";
import type { PushedRequest } from "./pubsub/push-client.ts";
import { startPubsub } from "./pubsub/pubsub-service.ts";
import { createResources } from "./resources/all-resources.ts";
import type { GcpResource } from "./resources/resource.ts";
import { dataSources } from "./resources/data-sources.ts";
import { createBucketStore } from "./storage/bucket-store.ts";
import { systemTimers } from "./timers.ts";
import type { Timers } from "./timers.ts";

/** Google Cloud on this machine: Pub/Sub, Firestore, functions, metadata servers, and the Terraform resources that make them. */
export const createCloud: CreateCloud = async (services) => {
  const timers = systemTimers;
  const { now } = timers;
  const warn = (text: string): void => console.warn(`gcp: ${text}`);
  const roles = createRoles();
  const policies = createPolicies(roles.allows);
  const accounts = createServiceAccounts();
  const tokens = createTokens({
    accounts,
    keys: await openSigningKeys(join(services.folder, "signing-keys.json")),
    now,
  });
  const metadata = createMetadataService(services, tokens);
  const firestore = await startFirestore({ services, policies, now, warn });
  const buckets = createBucketStore({
    folder: join(services.folder, "objects"),
    now,
    dropped: (md5) => dropCode(services, md5),
  });
  const functions = createFunctionsService({
    services,
    tokens,
    policies,
    timers,
    addressesOf: async ({ serviceAccount, project, region }) => ({
      metadataHost: await metadata.hostFor({ email: serviceAccount, project, region }),
      firestoreHost: await firestore.hostFor(serviceAccount),
    }),
  });
  const postToFunction = createPost(functions, timers);
  const pubsub = await startPubsub({ services, tokens, policies, timers, warn, postToFunction });
  const forgetAccount = async (email: string): Promise<void> => {
    await Promise.all([metadata.forget(email), firestore.forget(email)]);
  };
  const { broker } = pubsub;
  const resources = createResources({
    accounts,
    broker,
    buckets,
    firestore: firestore.store,
    forgetAccount,
    functions,
    now,
    policies,
    roles,
  });

  return {
    name: "gcp",
    provider: "registry.terraform.io/hashicorp/google",
    resources,
    dataSources,
    endpoints: { pubsub: pubsub.endpoint },
    settings: { project: DEFAULT_PROJECT, region: DEFAULT_REGION },
    async restore(recorded) {
      await restoreAll(resources, recorded, warn);
      broker.dropOrphans();
      firestore.store.dropOrphans();
    },
    functions: () => functions.statuses(),
    emulate: () =>
      emulate({
        accounts,
        policies,
        metadata,
        firestore,
        pubsubEndpoint: pubsub.endpoint,
        caFile: services.tls.caFile,
      }),
    async close() {
      await pubsub.stop();
      await functions.close();
      await pubsub.close();
      await Promise.all([metadata.close(), firestore.close()]);
    },
  } satisfies CloudModule;
};

/** In the order of the resource types, because what was updated may rest on something that was made later. One that fails shows as drift. */
async function restoreAll(
  resources: readonly GcpResource[],
  recorded: readonly { type: string; attributes: Attributes }[],
  warn: (text: string) => void,
): Promise<void> {
  for (const resource of resources) {
    for (const { attributes } of recorded.filter(({ type }) => type === resource.type)) {
      try {
        await resource.restore?.(attributes);
      } catch (error) {
        warn(`${resource.type} could not be brought back: ${String(error)}`);
      }
    }
  }
}

/** Pushes to functions of this cloud need no socket. */
function createPost(
  functions: FunctionsService,
  timers: Timers,
): (pushed: PushedRequest) => Promise<number> | undefined {
  return ({ url, headers, body, deadlineMs }) => {
    const invoked = functions.invokeByUrl(url, { method: "POST", headers, body: Buffer.from(body) });
    return (
      invoked &&
      new Promise((resolve, reject) => {
        const cancel = timers.after(deadlineMs, () => resolve(0));
        invoked.then(({ status }) => resolve(status), reject).finally(cancel);
      })
    );
  };
}

function dropCode({ folder }: DaemonServices, md5: string): Promise<void> {
  return rm(join(folder, "code", md5), { recursive: true, force: true });
}
