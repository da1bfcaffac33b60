import { REGION, arn } from "../arn.ts";
import { number, requiredText, text, textMap } from "../attribute-values.ts";
import type { DeviceRegistry } from "../iot/device-registry.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, matches, notEmulated, oneRegion, wrong } from "./checks.ts";
import type { Check } from "./checks.ts";

// https://docs.aws.amazon.com/general/latest/gr/iot-core.html#thing-limits
const MAX_UNTYPED_ATTRIBUTES = 3;

const thingAttributes: Check = (config) => {
  const attributes = Object.entries(textMap(config, "attributes"));
  const broken = attributes.filter(
    ([name, value]) => !/^[\w.,@/:#-]{1,128}$/.test(name) || !/^[\w.,@/:#=[\]-]{0,800}$/.test(value),
  );
  return [
    ...(attributes.length > MAX_UNTYPED_ATTRIBUTES && text(config, "thing_type_name") === undefined
      ? [
          wrong(
            "attributes",
            attributes.length,
            `at most ${MAX_UNTYPED_ATTRIBUTES} attributes without a thing type`,
          ),
        ]
      : []),
    ...broken.map(([name]) => wrong("attributes", name, "names and values of letters, digits and _.,@/:#-")),
  ];
};

/** aws_iot_thing */
export function iotThing(registry: DeviceRegistry): AwsResource {
  return {
    type: "aws_iot_thing",
    validate: all(
      matches("name", /^[\w:-]{1,128}$/, "1 to 128 letters, digits, colons, underscores and hyphens"),
      thingAttributes,
      notEmulated("thing_type_name"),
      oneRegion,
    ),
    requiresReplace: ["name"],
    changesOnUpdate: ["version"],
    async create(planned) {
      const name = requiredText(planned, "name");
      if (registry.hasThing(name))
        throw new Error(`ResourceAlreadyExistsException: Thing ${name} already exists in account`);
      registry.putThing(name);
      return {
        id: name,
        arn: arn("iot", `thing/${name}`),
        default_client_id: name,
        region: REGION,
        version: 1,
      };
    },
    async read(state) {
      return registry.hasThing(requiredText(state, "name")) ? state : null;
    },
    update: async (prior) => ({ version: (number(prior, "version") ?? 1) + 1 }),
    async delete(state) {
      registry.removeThing(requiredText(state, "name"));
    },
    restore: async (state) => registry.putThing(requiredText(state, "name")),
  };
}
