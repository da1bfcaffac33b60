import type { Meter } from "./meters.ts";

const meter = (service: string, per: string, what: string): Meter => ({ service, per, what });

/** What Google Cloud bills. */
export const GCP_METERS = {
  "gcp.pubsub.throughput": meter(
    "Cloud Pub/Sub",
    "GiB",
    "data published or delivered, at least 1 KiB a message",
  ),
  "gcp.iot.device-baseline": meter("Cloud Pub/Sub", "device-month", "a device; Pub/Sub knows none"),
  "gcp.functions.request": meter("Cloud Run functions", "request", "an invocation"),
  "gcp.functions.vcpu-second": meter("Cloud Run functions", "vCPU-s", "processor time while a request runs"),
  "gcp.functions.gib-second": meter("Cloud Run functions", "GiB-s", "memory held while a request runs"),
  "gcp.functions.gib-second-baseline": meter(
    "Cloud Run functions",
    "GB-s",
    "memory alone, as the predecessor prices a run",
  ),
  "gcp.cloud-run.vcpu-second": meter(
    "Cloud Run",
    "vCPU-s",
    "processor time of an instance that is always there",
  ),
  "gcp.cloud-run.gib-second": meter("Cloud Run", "GiB-s", "memory of an instance that is always there"),
  "gcp.firestore.write": meter("Cloud Firestore", "write", "a document written"),
  "gcp.firestore.read": meter("Cloud Firestore", "read", "a document read"),
  "gcp.firestore.delete": meter("Cloud Firestore", "delete", "a document deleted"),
  "gcp.firestore.storage": meter("Cloud Firestore", "GiB-month", "stored data and indexes"),
  "gcp.firestore.write-baseline": meter(
    "Cloud Firestore",
    "write",
    "a document written, as the predecessor prices it",
  ),
  "gcp.firestore.storage-baseline": meter(
    "Cloud Firestore",
    "GiB-month",
    "stored data as the predecessor prices it",
  ),
  "gcp.storage-standard.storage": meter("Cloud Storage Standard", "GiB-month", "stored data"),
  "gcp.storage-nearline.storage": meter("Cloud Storage Nearline", "GiB-month", "stored data"),
  "gcp.storage-nearline.class-a": meter("Cloud Storage Nearline", "operation", "a write or a listing"),
  "gcp.storage-nearline.class-b": meter("Cloud Storage Nearline", "operation", "a read"),
  "gcp.storage-nearline.retrieval": meter("Cloud Storage Nearline", "GiB", "retrieved data"),
  "gcp.storage-nearline.storage-baseline": meter(
    "Cloud Storage Nearline",
    "GiB-month",
    "stored data as the predecessor prices it",
  ),
  "gcp.storage-nearline.class-a-baseline": meter(
    "Cloud Storage Nearline",
    "operation",
    "a write as the predecessor prices it",
  ),
  "gcp.storage-nearline.upfront-baseline": meter(
    "Cloud Storage Nearline",
    "GB",
    "an upfront price that no vendor page knows",
  ),
  "gcp.storage-archive.storage": meter("Cloud Storage Archive", "GiB-month", "stored data"),
  "gcp.storage-archive.class-a": meter("Cloud Storage Archive", "operation", "a write or a listing"),
  "gcp.storage-archive.retrieval": meter("Cloud Storage Archive", "GiB", "retrieved data"),
  "gcp.storage-archive.storage-baseline": meter(
    "Cloud Storage Archive",
    "GiB-month",
    "stored data as the predecessor prices it",
  ),
  "gcp.storage-archive.class-a-baseline": meter(
    "Cloud Storage Archive",
    "operation",
    "a write as the predecessor prices it",
  ),
  "gcp.scheduler.job": meter("Cloud Scheduler", "job-month", "a job"),
  "gcp.logging.ingestion": meter("Cloud Logging", "GiB", "log lines taken in and kept for 30 days"),
  "gcp.monitoring.alert": meter("Cloud Monitoring", "condition-month", "a condition of an alerting policy"),
  "gcp.secret-manager.version": meter("Secret Manager", "version-month", "an active version of a secret"),
  "gcp.secret-manager.access": meter("Secret Manager", "access", "an access to a secret"),
  "gcp.workflows.step": meter("Workflows", "step", "an internal step"),
  "gcp.workflows.external-step": meter("Workflows", "step", "an external step"),
  "gcp.artifact-registry.storage": meter(
    "Artifact Registry",
    "GiB-month",
    "images of functions and services",
  ),
  "gcp.compute.e2-medium-baseline": meter(
    "Compute Engine",
    "hour",
    "a machine for self-hosted services as the predecessor prices it",
  ),
  "gcp.compute.disk-baseline": meter("Compute Engine", "GiB-month", "a balanced disk"),
  "gcp.api-gateway.call": meter("API Gateway", "call", "a call"),
  "gcp.egress": meter("Google Cloud network", "GiB", "data sent to the internet, premium tier"),
} as const;
