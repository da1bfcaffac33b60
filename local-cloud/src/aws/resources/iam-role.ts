import { randomBytes } from "node:crypto";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { globalArn } from "../arn.ts";
import { requiredText, text } from "../attribute-values.ts";
import type { Identities } from "../iam/identities.ts";
import { newName, tagsAll } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, among, matches, notEmulated, policyDocument, within } from "./checks.ts";

/** aws_iam_role */
export function iamRole(identities: Identities): AwsResource {
  const put = (attributes: Attributes, name: string, uniqueId: string): void => {
    identities.putRole({ name, uniqueId, assumeRolePolicy: requiredText(attributes, "assume_role_policy") });
  };
  return {
    type: "aws_iam_role",
    validate: all(
      matches("name", /^[\w+=,.@-]{1,64}$/, "1 to 64 letters, digits and +=,.@_-"),
      matches("description", /^.{0,1000}$/s, "at most 1000 characters"),
      policyDocument("assume_role_policy", 2_048),
      among("path", ["/"]),
      within("max_session_duration", 3_600, 43_200),
      notEmulated("inline_policy", "managed_policy_arns", "permissions_boundary"),
    ),
    requiresReplace: ["name", "name_prefix", "path"],
    defaults: { force_detach_policies: false, max_session_duration: 3_600, path: "/" },
    changesOnUpdate: ["tags_all"],
    async create(planned) {
      const name = newName(planned);
      if (identities.role(name))
        throw new Error(`EntityAlreadyExists: Role with name ${name} already exists.`);
      const unique_id = `AROA${randomBytes(10).toString("hex").toUpperCase().slice(0, 17)}`;
      put(planned, name, unique_id);
      const create_date = new Date().toISOString().replace(/\.\d+/, "");
      return {
        ...tagsAll(planned),
        id: name,
        name,
        name_prefix: text(planned, "name_prefix") ?? "",
        arn: globalArn("iam", `role/${name}`),
        unique_id,
        create_date,
        managed_policy_arns: [],
      };
    },
    async read(state) {
      return identities.role(requiredText(state, "name")) ? state : null;
    },
    async update(prior, planned) {
      put(planned, requiredText(prior, "name"), requiredText(prior, "unique_id"));
      return tagsAll(planned);
    },
    async delete(state) {
      identities.removeRole(requiredText(state, "name"));
    },
    async restore(state) {
      put(state, requiredText(state, "name"), requiredText(state, "unique_id"));
    },
  };
}
