import type { FirestoreStore } from "../firestore/store.ts";
import type { FunctionsService } from "../functions/functions-service.ts";
import type { Policies } from "../iam/policies.ts";
import type { Roles } from "../iam/roles.ts";
import type { ServiceAccounts } from "../iam/service-accounts.ts";
import type { Broker } from "../pubsub/broker.ts";
import type { BucketStore } from "../storage/bucket-store.ts";
import { cloudFunction } from "./cloud-function.ts";
import { customRole } from "./custom-role.ts";
import { database, field, index } from "./firestore.ts";
import { iamMembers } from "./iam-members.ts";
import { createNames } from "./plain-resource.ts";
import { plainResources } from "./plain-resources.ts";
import { subscription, topic } from "./pubsub.ts";
import type { GcpResource } from "./resource.ts";
import { serviceAccount, serviceAccountKey } from "./service-accounts.ts";
import { bucket, bucketObject } from "./storage.ts";

/** Everything that resources act on. */
export interface ResourcesDeps {
  readonly accounts: ServiceAccounts;
  readonly broker: Broker;
  readonly buckets: BucketStore;
  readonly firestore: FirestoreStore;
  /** Stops what runs for one account alone. */
  readonly forgetAccount: (email: string) => Promise<void>;
  readonly functions: FunctionsService;
  readonly now: () => number;
  readonly policies: Policies;
  readonly roles: Roles;
}

/** The handlers of every resource type of the google provider that the local cloud knows. */
export function createResources(deps: ResourcesDeps): readonly GcpResource[] {
  const { accounts, buckets, firestore, now } = deps;
  const names = createNames();
  return [
    serviceAccount(accounts, deps.forgetAccount),
    serviceAccountKey(accounts),
    customRole(deps.roles),
    topic(deps),
    subscription(deps),
    bucket(buckets, deps),
    bucketObject(buckets),
    cloudFunction(deps),
    database(firestore, now),
    index(firestore),
    field(firestore),
    ...iamMembers({ ...deps, names }),
    ...plainResources(names, now),
  ];
}
