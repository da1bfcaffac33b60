import type { Attributes } from "../../terraform/resource-handler.ts";
import { requiredText, text } from "../attribute-values.ts";
import type { Identities } from "../iam/identities.ts";
import { newName } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, matches, policyDocument } from "./checks.ts";

/** aws_iam_role_policy */
export function iamRolePolicy(identities: Identities): AwsResource {
  const put = (attributes: Attributes, name: string): void =>
    identities.putPolicy(requiredText(attributes, "role"), name, requiredText(attributes, "policy"));
  return {
    type: "aws_iam_role_policy",
    validate: all(
      matches("name", /^[\w+=,.@-]{1,128}$/, "1 to 128 letters, digits and +=,.@_-"),
      policyDocument("policy", 10_240),
    ),
    requiresReplace: ["name", "name_prefix", "role"],
    async create(planned) {
      const role = requiredText(planned, "role");
      if (!identities.role(role))
        throw new Error(`NoSuchEntity: The role with name ${role} cannot be found.`);
      const name = newName(planned);
      put(planned, name);
      return { id: `${role}:${name}`, name, name_prefix: text(planned, "name_prefix") ?? "" };
    },
    async read(state) {
      return identities.hasPolicy(requiredText(state, "role"), requiredText(state, "name")) ? state : null;
    },
    async update(prior, planned) {
      put(planned, requiredText(prior, "name"));
      return {};
    },
    async delete(state) {
      identities.removePolicy(requiredText(state, "role"), requiredText(state, "name"));
    },
    restore: async (state) => put(state, requiredText(state, "name")),
  };
}
