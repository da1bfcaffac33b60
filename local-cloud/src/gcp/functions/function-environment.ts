import { serviceName } from "./model.ts";
import type { FunctionDefinition } from "./model.ts";

/** Where a function finds the services of the local cloud. */
export interface ServiceAddresses {
  /** host:port of the metadata server of the function's account. */
  readonly metadataHost: string;
  /** host:port of Firestore for the function's account. */
  readonly firestoreHost: string;
  readonly caFile: string;
}

/** The environment of a function's process: the user's, the platform's, and the addresses that the SDKs honour. */
export function functionEnvironment(
  definition: FunctionDefinition,
  { metadataHost, firestoreHost, caFile }: ServiceAddresses,
): Record<string, string> {
  const service = serviceName(definition.name);
  return {
    ...definition.environment,
    FUNCTION_TARGET: definition.entryPoint,
    FUNCTION_SIGNATURE_TYPE: "http",
    K_SERVICE: service,
    K_CONFIGURATION: service,
    K_REVISION: `${service}-00001-loc`,
    GOOGLE_CLOUD_PROJECT: definition.project,
    GCE_METADATA_HOST: metadataHost,
    // Without it the SDKs look for metadata.google.internal although everything is given.
    METADATA_SERVER_DETECTION: "none",
    FIRESTORE_EMULATOR_HOST: firestoreHost,
    NODE_EXTRA_CA_CERTS: caFile,
  };
}
