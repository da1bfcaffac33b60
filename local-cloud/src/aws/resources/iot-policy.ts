import { REGION, arn } from "../arn.ts";
import { requiredText } from "../attribute-values.ts";
import type { DeviceRegistry } from "../iot/device-registry.ts";
import { tagsAll } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, matches, oneRegion, policyDocument } from "./checks.ts";

/** aws_iot_policy. */
export function iotPolicy(registry: DeviceRegistry): AwsResource {
  return {
    type: "aws_iot_policy",
    validate: all(
      matches("name", /^[\w+=,.@-]{1,128}$/, "1 to 128 letters, digits and +=,.@_-"),
      policyDocument("policy", 2_048),
      oneRegion,
    ),
    requiresReplace: ["name"],
    changesOnUpdate: ["default_version_id", "tags_all"],
    async create(planned) {
      const name = requiredText(planned, "name");
      if (registry.policy(name) !== undefined)
        throw new Error(
          `ResourceAlreadyExistsException: Policy cannot be created - name already exists (name=${name})`,
        );
      registry.putPolicy(name, requiredText(planned, "policy"));
      return {
        ...tagsAll(planned),
        id: name,
        arn: arn("iot", `policy/${name}`),
        default_version_id: "1",
        region: REGION,
      };
    },
    async read(state) {
      const policy = registry.policy(requiredText(state, "name"));
      return policy === undefined ? null : { ...state, policy };
    },
    async update(prior, planned) {
      registry.putPolicy(requiredText(prior, "name"), requiredText(planned, "policy"));
      return { ...tagsAll(planned), default_version_id: String(Number(prior["default_version_id"]) + 1) };
    },
    async delete(state) {
      registry.removePolicy(requiredText(state, "name"));
    },
    restore: async (state) => registry.putPolicy(requiredText(state, "name"), requiredText(state, "policy")),
  };
}
