locals {
  labels = { managed-by = "twin2multicloud", twin = var.twin.name }

  services = [
    "artifactregistry.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudfunctions.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "firestore.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
    "run.googleapis.com",
    "storage.googleapis.com",
  ]

  # Names in full, not by prefix: the logs of a twin `demo` are not those of a twin `demo-2`.
  _functions = ["dispatcher", "ingestion", "processor", "persister", "hot-writer", "hot-reader"]
  log_filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=~\"^${var.twin.name}-(${join("|", local._functions)})$\""

  # Google makes this account itself; it forwards dead letters and signs the tokens of pushes.
  pubsub_agent = "serviceAccount:service-${google_storage_bucket.source.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}
