import type { DataSourceHandler } from "../../terraform/resource-handler.ts";
import { DEFAULT_REGION, projectNumber } from "../account.ts";
import { text } from "../attributes.ts";
import { projectOf } from "./resource.ts";

/** The handlers of the data sources google_project and google_client_config. */
export const dataSources: readonly DataSourceHandler[] = [
  {
    type: "google_project",
    read(config, context) {
      const project = text(config, "project_id") ?? projectOf({}, context);
      return Promise.resolve({
        ...config,
        id: `projects/${project}`,
        project_id: project,
        name: project,
        number: projectNumber(project),
      });
    },
  },
  {
    type: "google_client_config",
    read(config, context) {
      const project = projectOf({}, context);
      const region = (context.provider && text(context.provider, "region")) ?? DEFAULT_REGION;
      return Promise.resolve({
        ...config,
        id: `projects/"${project}"/regions/"${region}"/zones/""`,
        project,
        region,
        zone: "",
      });
    },
  },
];
