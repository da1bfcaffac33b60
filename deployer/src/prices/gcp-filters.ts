import type { AskedMeter, Units } from "./offer.ts";

/** Which SKUs of the Cloud Billing Catalog fit: of this service, with exactly this description, in the region or everywhere. */
export interface GcpFilter {
  /** The service's display name. */
  readonly service: string;
  readonly description: string;
  readonly units: Units;
  /** The SKU's own id, where one is known. */
  readonly sku?: string;
}

/** The region of the filters below; many descriptions name it by its place. */
export const GCP_REGION = "europe-west1";

const COUNT: Units = { count: 1 };
const SECONDS: Units = { s: 1 };
const GIB_SECONDS: Units = { "GiBy.s": 1 };
const GIB_MONTHS: Units = { "GiBy.mo": 1 };
const GIB: Units = { GiBy: 1, TiBy: 1024 };
const MONTHS: Units = { mo: 1 };

/** What stands for a month is counted in months, or once in each. */
const COUNT_OR_MONTHS: Units = { ...COUNT, ...MONTHS };

const sku = (service: string, description: string, units: Units): GcpFilter => ({
  service,
  description,
  units,
});

/** The exact SKUs of every meter of Google Cloud; units as https://cloud.google.com/billing/docs/reference/rest/v1/services.skus/list names them. */
export const GCP_FILTERS: Readonly<Record<AskedMeter<"gcp">, GcpFilter>> = {
  "gcp.pubsub.throughput": sku("Cloud Pub/Sub", "Message Delivery Basic", GIB),
  "gcp.functions.request": sku("Cloud Run Functions", "Cloud Run Functions Invocations", COUNT),
  "gcp.functions.vcpu-second": sku(
    "Cloud Run Functions",
    "Cloud Run functions CPU (Request-based billing) in europe-west1",
    SECONDS,
  ),
  "gcp.functions.gib-second": sku(
    "Cloud Run Functions",
    "Cloud Run functions Memory (Request-based billing) in europe-west1",
    GIB_SECONDS,
  ),
  "gcp.cloud-run.vcpu-second": sku(
    "Cloud Run",
    "Services CPU (Instance-based billing) in europe-west1",
    SECONDS,
  ),
  "gcp.cloud-run.gib-second": sku(
    "Cloud Run",
    "Services Memory (Instance-based billing) in europe-west1",
    GIB_SECONDS,
  ),
  "gcp.firestore.write": sku("Cloud Firestore", "Cloud Firestore Entity Writes Belgium", COUNT),
  "gcp.firestore.read": sku("Cloud Firestore", "Cloud Firestore Read Ops Belgium", COUNT),
  "gcp.firestore.delete": sku("Cloud Firestore", "Cloud Firestore Entity Deletes Belgium", COUNT),
  "gcp.firestore.storage": sku("Cloud Firestore", "Cloud Firestore Storage Belgium", GIB_MONTHS),
  "gcp.storage-standard.storage": sku("Cloud Storage", "Standard Storage Belgium", GIB_MONTHS),
  "gcp.storage-nearline.storage": sku("Cloud Storage", "Nearline Storage Belgium", GIB_MONTHS),
  "gcp.storage-nearline.class-a": sku("Cloud Storage", "Regional Nearline Class A Operations", COUNT),
  "gcp.storage-nearline.class-b": sku("Cloud Storage", "Regional Nearline Class B Operations", COUNT),
  "gcp.storage-nearline.retrieval": sku("Cloud Storage", "Nearline Data Retrieval", GIB),
  "gcp.storage-archive.storage": sku("Cloud Storage", "Archive Storage Belgium", GIB_MONTHS),
  "gcp.storage-archive.class-a": sku("Cloud Storage", "Regional Archive Class A Operations", COUNT),
  "gcp.storage-archive.retrieval": sku("Cloud Storage", "Archive Data Retrieval", GIB),
  "gcp.scheduler.job": sku("Cloud Scheduler", "Jobs", MONTHS),
  "gcp.logging.ingestion": sku("Cloud Logging", "Log Storage cost", GIB),
  "gcp.monitoring.alert": sku("Cloud Monitoring", "Alerting Policy Conditions", COUNT_OR_MONTHS),
  "gcp.secret-manager.version": sku("Secret Manager", "Secret version replica storage", COUNT_OR_MONTHS),
  "gcp.secret-manager.access": sku("Secret Manager", "Secret access operations", COUNT),
  "gcp.workflows.step": sku("Workflows", "Workflows Internal Steps", COUNT),
  "gcp.workflows.external-step": sku("Workflows", "Workflows External Steps", COUNT),
  "gcp.artifact-registry.storage": sku("Artifact Registry", "Artifact Registry Storage", GIB_MONTHS),
  "gcp.api-gateway.call": sku("Google Service Control", "Operations", COUNT),
  "gcp.egress": {
    service: "Compute Engine",
    description: "Network Internet Data Transfer Out from EMEA to EMEA",
    units: GIB,
    sku: "5B70-B2D6-B4FC",
  },
};
