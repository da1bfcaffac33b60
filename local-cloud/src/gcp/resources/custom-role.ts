import type { Attributes } from "../../terraform/resource-handler.ts";
import { requiredText, texts } from "../attributes.ts";
import { GoogleError } from "../http/google-error.ts";
import type { Roles } from "../iam/roles.ts";
import { projectOf, unlessMatches, unlessOneOf } from "./resource.ts";
import type { GcpResource } from "./resource.ts";

/** The handler of google_project_iam_custom_role. */
export function customRole(roles: Roles): GcpResource {
  const define = (attributes: Attributes): void =>
    roles.define(requiredText(attributes, "id"), texts(attributes, "permissions"));
  return {
    type: "google_project_iam_custom_role",
    requiresReplace: ["project", "role_id"],
    defaults: { stage: "GA" },
    validate: (config) => [
      ...unlessMatches(config, "role_id", {
        pattern: /^[a-zA-Z0-9_.]{3,64}$/,
        expected: "3 to 64 letters, digits, underscores and periods",
      }),
      ...unlessOneOf(config, "stage", ["ALPHA", "BETA", "GA", "DEPRECATED", "DISABLED", "EAP"]),
    ],
    create(planned, context) {
      const project = projectOf(planned, context);
      const id = `projects/${project}/roles/${requiredText(planned, "role_id")}`;
      if (roles.exists(id)) throw new GoogleError("ALREADY_EXISTS", `A role named ${id} already exists.`);
      define({ ...planned, id });
      return Promise.resolve({ id, name: id, project, deleted: false });
    },
    update(prior, planned) {
      define({ ...planned, id: requiredText(prior, "id") });
      return Promise.resolve({});
    },
    delete(state) {
      roles.remove(requiredText(state, "id"));
      return Promise.resolve();
    },
    restore: define,
  };
}
