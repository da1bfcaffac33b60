import type { DaemonServices } from "../../daemon/cloud-module.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { REGION } from "../arn.ts";
import { flag, requiredText } from "../attribute-values.ts";
import { certificateArn, certificateId } from "../iot/device-registry.ts";
import type { DeviceRegistry } from "../iot/device-registry.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, matches, notEmulated, oneRegion } from "./checks.ts";

/** What the resource needs. */
export interface CertificateHost {
  readonly tls: Pick<DaemonServices["tls"], "issueClientCertificate">;
  readonly registry: DeviceRegistry;
}

/** aws_iot_certificate, made from a certificate signing request. */
export function iotCertificate({ tls, registry }: CertificateHost): AwsResource {
  const put = (id: string, attributes: Attributes): void =>
    registry.putCertificate({ id, active: flag(attributes, "active") ?? false });
  return {
    type: "aws_iot_certificate",
    validate: all(
      matches("csr", /^-----BEGIN (NEW )?CERTIFICATE REQUEST-----/, "a certificate signing request in PEM"),
      notEmulated("ca_pem", "certificate_pem"),
      (config) =>
        config["csr"] === null
          ? [
              {
                summary: "csr is missing",
                detail: "The local cloud makes certificates from signing requests only.",
                path: ["csr"],
              },
            ]
          : [],
      oneRegion,
    ),
    requiresReplace: ["ca_pem", "certificate_pem", "csr"],
    async create(planned) {
      const certificate_pem = await tls.issueClientCertificate(requiredText(planned, "csr"));
      const id = certificateId(certificate_pem);
      put(id, planned);
      return {
        id,
        arn: certificateArn(id),
        certificate_pem,
        ca_certificate_id: "",
        private_key: "",
        public_key: "",
        region: REGION,
      };
    },
    async read(state) {
      const certificate = registry.certificate(requiredText(state, "id"));
      return certificate ? { ...state, active: certificate.active } : null;
    },
    async update(prior, planned) {
      put(requiredText(prior, "id"), planned);
      return {};
    },
    async delete(state) {
      registry.removeCertificate(requiredText(state, "id"));
    },
    restore: async (state) => put(requiredText(state, "id"), state),
  };
}
