import type { Attributes } from "../../terraform/resource-handler.ts";
import { REGION } from "../arn.ts";
import { requiredText } from "../attribute-values.ts";
import { certificateArn } from "../iot/device-registry.ts";
import type { Attachments, DeviceRegistry } from "../iot/device-registry.ts";
import type { AwsResource } from "./aws-resource.ts";
import { among, oneRegion } from "./checks.ts";

interface AttachmentKind {
  readonly type: string;
  /** The attributes that name what is attached, and to which certificate. */
  readonly name: string;
  readonly principal: string;
  readonly attachments: Attachments;
  readonly exists: (name: string) => boolean;
  readonly computed: Attributes;
}

/** aws_iot_policy_attachment. */
export function iotPolicyAttachment(registry: DeviceRegistry): AwsResource {
  const kind = {
    type: "aws_iot_policy_attachment",
    name: "policy",
    principal: "target",
    attachments: registry.policyAttachments,
    exists: (name: string) => registry.policy(name) !== undefined,
    computed: { region: REGION },
  };
  return { ...attachment(kind, registry), validate: oneRegion };
}

/** aws_iot_thing_principal_attachment. */
export function iotThingPrincipalAttachment(registry: DeviceRegistry): AwsResource {
  const kind = {
    type: "aws_iot_thing_principal_attachment",
    name: "thing",
    principal: "principal",
    attachments: registry.thingAttachments,
    exists: (name: string) => registry.hasThing(name),
    computed: { region: REGION, thing_principal_type: "NON_EXCLUSIVE_THING" },
  };
  const types = among("thing_principal_type", ["EXCLUSIVE_THING", "NON_EXCLUSIVE_THING"]);
  return {
    ...attachment(kind, registry),
    validate: (config) => [...types(config), ...oneRegion(config)],
  };
}

function attachment(kind: AttachmentKind, registry: DeviceRegistry): AwsResource {
  const { attachments } = kind;
  const pair = (attributes: Attributes): [string, string] => [
    requiredText(attributes, kind.name),
    requiredText(attributes, kind.principal),
  ];
  return {
    type: kind.type,
    requiresReplace: [kind.name, kind.principal],
    async create(planned) {
      const [name, principal] = pair(planned);
      if (!kind.exists(name))
        throw new Error(`ResourceNotFoundException: the ${kind.name} ${name} does not exist.`);
      if (!isCertificate(registry, principal))
        throw new Error(`ResourceNotFoundException: there is no certificate ${principal}.`);
      attachments.add(name, principal);
      return { id: `${name}|${principal}`, ...kind.computed };
    },
    async read(state) {
      return attachments.has(...pair(state)) ? state : null;
    },
    update: async () => ({}),
    async delete(state) {
      attachments.remove(...pair(state));
    },
    restore: async (state) => attachments.add(...pair(state)),
  };
}

function isCertificate(registry: DeviceRegistry, principal: string): boolean {
  const id = principal.slice(principal.lastIndexOf("/") + 1);
  return certificateArn(id) === principal && registry.certificate(id) !== undefined;
}
