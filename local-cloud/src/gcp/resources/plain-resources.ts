import { projectNumber } from "../account.ts";
import { requiredText, text } from "../attributes.ts";
import { plainResource } from "./plain-resource.ts";
import type { Names } from "./plain-resource.ts";
import {
  LABEL_CHANGES,
  labelAttributes,
  labelComplaints,
  locationOf,
  projectOf,
  unlessMatches,
  unlessOneOf,
  unlessWithin,
} from "./resource.ts";
import type { GcpResource } from "./resource.ts";
import { number } from "../attributes.ts";

const SINK_NAME = {
  pattern: /^[\w.-]{1,100}$/,
  expected: "1 to 100 letters, digits, underscores, hyphens and periods",
};

/** The handlers of what has no effect on this machine: APIs switched on, logging, image repositories. */
export function plainResources(names: Names, now: () => number): readonly GcpResource[] {
  const timestamp = (): string => new Date(now()).toISOString();
  return [
    plainResource(
      {
        type: "google_project_service",
        requiresReplace: ["project", "service"],
        defaults: { disable_on_destroy: true },
        shared: true,
        validate: (config) =>
          unlessMatches(config, "service", {
            pattern: /^[a-z][a-z0-9-]*\.(?:googleapis\.com|cloud\.goog|endpoints\.\S+)$/,
            expected: "an API as pubsub.googleapis.com",
          }),
        computed: (attributes, context) => {
          const project = projectOf(attributes, context);
          return { id: `${project}/${requiredText(attributes, "service")}`, project };
        },
      },
      names,
    ),
    plainResource(
      {
        type: "google_logging_metric",
        requiresReplace: ["project", "name"],
        validate: (config) =>
          unlessMatches(config, "name", {
            pattern: /^[\w\-.,+!*'()%/]{1,100}$/,
            expected: "1 to 100 letters, digits and _-.,+!*',()%/",
          }),
        computed: (attributes, context) => ({
          id: requiredText(attributes, "name"),
          project: projectOf(attributes, context),
        }),
      },
      names,
    ),
    plainResource(
      {
        type: "google_logging_project_bucket_config",
        requiresReplace: ["project", "location", "bucket_id"],
        defaults: { retention_days: 30, enable_analytics: false, locked: false },
        validate: (config) => [
          ...unlessMatches(config, "bucket_id", SINK_NAME),
          ...unlessWithin(number(config, "retention_days"), ["retention_days"], [1, 3650]),
        ],
        computed: (attributes, context) => {
          const id = `projects/${projectOf(attributes, context)}/locations/${requiredText(attributes, "location")}/buckets/${requiredText(attributes, "bucket_id")}`;
          return {
            id,
            name: id,
            lifecycle_state: "ACTIVE",
            description: text(attributes, "description") ?? "",
          };
        },
      },
      names,
    ),
    plainResource(
      {
        type: "google_logging_project_sink",
        requiresReplace: ["project", "name"],
        defaults: { unique_writer_identity: true, disabled: false },
        validate: (config) => [
          ...unlessMatches(config, "name", SINK_NAME),
          ...unlessMatches(config, "destination", {
            pattern: /^(?:logging|pubsub|storage|bigquery)\.googleapis\.com\/.+$/,
            expected: "a destination as logging.googleapis.com/projects/P/locations/L/buckets/B",
          }),
        ],
        computed: (attributes, context) => {
          const project = projectOf(attributes, context);
          return {
            id: `projects/${project}/sinks/${requiredText(attributes, "name")}`,
            project,
            writer_identity: `serviceAccount:service-${projectNumber(project)}@gcp-sa-logging.iam.gserviceaccount.com`,
          };
        },
      },
      names,
    ),
    plainResource(
      {
        type: "google_logging_project_exclusion",
        requiresReplace: ["project", "name"],
        validate: (config) => unlessMatches(config, "name", SINK_NAME),
        computed: (attributes, context) => {
          const project = projectOf(attributes, context);
          return { id: `projects/${project}/exclusions/${requiredText(attributes, "name")}`, project };
        },
      },
      names,
    ),
    plainResource(
      {
        type: "google_artifact_registry_repository",
        requiresReplace: ["project", "location", "repository_id", "format"],
        defaults: { mode: "STANDARD_REPOSITORY" },
        changesOnUpdate: ["update_time", ...LABEL_CHANGES],
        validate: (config) => [
          ...unlessMatches(config, "repository_id", {
            pattern: /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
            expected: "1 to 63 lower-case letters, digits and hyphens, beginning with a letter",
          }),
          ...unlessOneOf(config, "format", [
            "DOCKER",
            "MAVEN",
            "NPM",
            "PYTHON",
            "APT",
            "YUM",
            "KFP",
            "GO",
            "GENERIC",
          ]),
          ...labelComplaints(config),
        ],
        computed: (attributes, context) => {
          const project = projectOf(attributes, context);
          const location = locationOf(attributes, context);
          const name = requiredText(attributes, "repository_id");
          return {
            id: `projects/${project}/locations/${location}/repositories/${name}`,
            name,
            project,
            location,
            create_time: timestamp(),
            update_time: timestamp(),
            ...labelAttributes(attributes),
          };
        },
      },
      names,
    ),
  ];
}
