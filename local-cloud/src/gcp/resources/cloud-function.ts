import type { Attributes, RequestContext } from "../../terraform/resource-handler.ts";
import { projectNumber } from "../account.ts";
import { block, number, requiredText, text, textMap } from "../attributes.ts";
import type { FunctionsService } from "../functions/functions-service.ts";
import { serviceName, serviceResource } from "../functions/model.ts";
import type { FunctionDefinition } from "../functions/model.ts";
import { GoogleError } from "../http/google-error.ts";
import type { Policies } from "../iam/policies.ts";
import type { ServiceAccounts } from "../iam/service-accounts.ts";
import type { BucketStore } from "../storage/bucket-store.ts";
import { functionComplaints } from "./cloud-function-rules.ts";
import { LABEL_CHANGES, labelAttributes, locationOf, projectOf } from "./resource.ts";
import type { GcpResource } from "./resource.ts";

/** What a function's resource needs; `now` answers ms since 1970. */
export interface FunctionResourceDeps {
  readonly functions: FunctionsService;
  readonly buckets: BucketStore;
  readonly accounts: ServiceAccounts;
  readonly policies: Policies;
  readonly now: () => number;
}

/** The handler of google_cloudfunctions2_function. */
export function cloudFunction(deps: FunctionResourceDeps): GcpResource {
  const { functions } = deps;
  return {
    type: "google_cloudfunctions2_function",
    requiresReplace: ["name", "project", "location", "kms_key_name"],
    changesOnUpdate: ["update_time", ...LABEL_CHANGES],
    validate: functionComplaints,
    async create(planned, context) {
      const definition = definitionOf(planned, deps, context);
      if (functions.has(definition.id)) {
        throw new GoogleError(
          "ALREADY_EXISTS",
          `Could not create Cloud Function ${definition.name}. A function already exists.`,
        );
      }
      return {
        ...computed(definition, await functions.deploy(definition), deps),
        ...labelAttributes(planned),
      };
    },
    read: (state) => Promise.resolve(functions.has(requiredText(state, "id")) ? state : null),
    async update(_prior, planned, context) {
      const definition = definitionOf(planned, deps, context);
      await functions.deploy(definition);
      return { update_time: new Date(deps.now()).toISOString(), ...labelAttributes(planned) };
    },
    async delete(state) {
      const id = requiredText(state, "id");
      await functions.remove(id);
      const [, project = "", , region = "", , name = ""] = id.split("/");
      deps.policies.forgetResource(serviceResource(project, region, serviceName(name)));
      deps.policies.forgetResource(id);
    },
    async restore(attributes) {
      await functions.deploy(definitionOf(attributes, deps));
    },
  };
}

function definitionOf(
  attributes: Attributes,
  deps: FunctionResourceDeps,
  context?: RequestContext,
): FunctionDefinition {
  const project = projectOf(attributes, context);
  const region = locationOf(attributes, context);
  const name = requiredText(attributes, "name");
  const build = block(attributes, "build_config") ?? {};
  const service = block(attributes, "service_config") ?? {};
  return {
    id: `projects/${project}/locations/${region}/functions/${name}`,
    project,
    region,
    name,
    archive: archiveOf(build, deps.buckets),
    entryPoint: text(build, "entry_point") ?? name,
    environment: textMap(service, "environment_variables"),
    serviceAccount: accountOf(service, build, { accounts: deps.accounts, project }),
    timeoutSeconds: number(service, "timeout_seconds") ?? 60,
    concurrency: number(service, "max_instance_request_concurrency") ?? 1,
    reachableFromOutside: (text(service, "ingress_settings") ?? "ALLOW_ALL") === "ALLOW_ALL",
  };
}

function archiveOf(build: Attributes, buckets: BucketStore): string {
  const source = block(block(build, "source") ?? {}, "storage_source") ?? {};
  const [bucket, object] = [requiredText(source, "bucket"), requiredText(source, "object")];
  const stored = buckets.object(bucket, object);
  if (!stored)
    throw new GoogleError("NOT_FOUND", `The function's source gs://${bucket}/${object} does not exist.`);
  return stored.file;
}

function accountOf(
  service: Attributes,
  build: Attributes,
  { accounts, project }: { accounts: ServiceAccounts; project: string },
): string {
  const runsAs =
    text(service, "service_account_email") ??
    `${projectNumber(project)}-compute@developer.gserviceaccount.com`;
  const buildsAs = text(build, "service_account")?.split("/").at(-1);
  for (const email of [runsAs, buildsAs]) {
    if (email && text(service, "service_account_email") !== undefined && !accounts.has(email)) {
      throw new GoogleError("INVALID_ARGUMENT", `Service account ${email} does not exist.`);
    }
  }
  return runsAs;
}

function computed(
  { id, project, region, name }: FunctionDefinition,
  url: string,
  deps: FunctionResourceDeps,
): Attributes {
  return {
    id,
    project,
    url,
    environment: "GEN_2",
    state: "ACTIVE",
    update_time: new Date(deps.now()).toISOString(),
    build_config: [
      {
        build: `projects/${projectNumber(project)}/locations/${region}/builds/${serviceName(name)}`,
        docker_repository: `projects/${project}/locations/${region}/repositories/gcf-artifacts`,
        service_account: "",
        environment_variables: {},
      },
    ],
    service_config: [
      {
        uri: url,
        gcf_uri: "",
        service: serviceResource(project, region, serviceName(name)),
        service_account_email: `${projectNumber(project)}-compute@developer.gserviceaccount.com`,
        available_cpu: "0.1666",
        available_memory: "256M",
        environment_variables: {},
        max_instance_count: 100,
        max_instance_request_concurrency: 1,
        timeout_seconds: 60,
      },
    ],
  };
}
