import type { Broker } from "../pubsub/broker.ts";
import type { FunctionsService } from "../functions/functions-service.ts";
import { serviceResource } from "../functions/model.ts";
import { requiredText } from "../attributes.ts";
import type { BucketStore } from "../storage/bucket-store.ts";
import type { Names } from "./plain-resource.ts";
import { iamMember } from "./iam-member.ts";
import type { IamDeps } from "./iam-member.ts";
import { fullName } from "./full-name.ts";
import { locationOf, projectOf } from "./resource.ts";
import type { GcpResource } from "./resource.ts";

/** Everything that a binding may be on. */
export interface IamMembersDeps extends IamDeps {
  readonly broker: Broker;
  readonly buckets: BucketStore;
  readonly functions: FunctionsService;
  readonly names: Names;
}

/** The handlers of all google_..._iam_member types. */
export function iamMembers(deps: IamMembersDeps): readonly GcpResource[] {
  const { broker, buckets, functions, names, accounts } = deps;
  return [
    iamMember(
      {
        type: "google_project_iam_member",
        named: ["project"],
        resource: (attributes, context) => `projects/${projectOf(attributes, context)}`,
        idPrefix: (resource) => resource.replace("projects/", ""),
      },
      deps,
    ),
    iamMember(
      {
        type: "google_service_account_iam_member",
        named: ["service_account_id"],
        resource: (attributes) => requiredText(attributes, "service_account_id"),
        exists: (resource) => accounts.has(resource.split("/").at(-1) ?? ""),
      },
      deps,
    ),
    iamMember(
      {
        type: "google_pubsub_topic_iam_member",
        named: ["project", "topic"],
        resource: (attributes, context) =>
          fullName(requiredText(attributes, "topic"), `projects/${projectOf(attributes, context)}/topics`),
        exists: (resource) => broker.topic(resource) !== undefined,
        computed: (attributes, context) => ({ project: projectOf(attributes, context) }),
      },
      deps,
    ),
    iamMember(
      {
        type: "google_pubsub_subscription_iam_member",
        named: ["project", "subscription"],
        resource: (attributes, context) =>
          fullName(
            requiredText(attributes, "subscription"),
            `projects/${projectOf(attributes, context)}/subscriptions`,
          ),
        exists: (resource) => broker.subscription(resource) !== undefined,
        computed: (attributes, context) => ({ project: projectOf(attributes, context) }),
      },
      deps,
    ),
    iamMember(
      {
        type: "google_storage_bucket_iam_member",
        named: ["bucket"],
        resource: (attributes) => `b/${requiredText(attributes, "bucket").replace(/^b\//, "")}`,
        exists: (resource) => buckets.has(resource.slice("b/".length)),
      },
      deps,
    ),
    iamMember(
      {
        type: "google_artifact_registry_repository_iam_member",
        named: ["project", "location", "repository"],
        resource: (attributes, context) =>
          fullName(
            requiredText(attributes, "repository"),
            `projects/${projectOf(attributes, context)}/locations/${locationOf(attributes, context)}/repositories`,
          ),
        exists: (resource) => names.has("google_artifact_registry_repository", resource),
        computed: placed,
      },
      deps,
    ),
    ...invokers(deps, functions),
  ];
}

const placed: NonNullable<Parameters<typeof iamMember>[0]["computed"]> = (attributes, context) => ({
  project: projectOf(attributes, context),
  location: locationOf(attributes, context),
});

function invokers(deps: IamDeps, functions: FunctionsService): readonly GcpResource[] {
  const service =
    (name: string): NonNullable<Parameters<typeof iamMember>[0]["resource"]> =>
    (attributes, context) =>
      serviceResource(
        projectOf(attributes, context),
        locationOf(attributes, context),
        requiredText(attributes, name).split("/").at(-1) ?? "",
      );
  return [
    iamMember(
      {
        type: "google_cloud_run_service_iam_member",
        named: ["project", "location", "service"],
        resource: service("service"),
        idPrefix: (resource) => `v1/${resource}`,
        exists: (resource) => functions.hasService(resource),
        computed: placed,
      },
      deps,
    ),
    iamMember(
      {
        type: "google_cloud_run_v2_service_iam_member",
        named: ["project", "location", "name"],
        resource: service("name"),
        exists: (resource) => functions.hasService(resource),
        computed: placed,
      },
      deps,
    ),
    iamMember(
      {
        type: "google_cloudfunctions2_function_iam_member",
        named: ["project", "location", "cloud_function"],
        resource: (attributes, context) =>
          fullName(
            requiredText(attributes, "cloud_function"),
            `projects/${projectOf(attributes, context)}/locations/${locationOf(attributes, context)}/functions`,
          ),
        exists: (resource) => functions.has(resource),
        computed: placed,
      },
      deps,
    ),
  ];
}
