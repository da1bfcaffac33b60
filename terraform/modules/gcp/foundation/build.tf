module "build_account" {
  source = "../service-account"

  description = "Builds the functions of the twin ${var.twin.name}"
  name        = "${var.twin.name}-build"
  project     = var.settings.project

  depends_on = [google_project_service.this]
}

resource "google_artifact_registry_repository" "images" {
  project       = var.settings.project
  location      = var.settings.region
  repository_id = "${var.twin.name}-functions-${var.twin.suffix}"
  description   = "Images of the functions of the twin ${var.twin.name}"
  format        = "DOCKER"
  labels        = local.labels

  depends_on = [google_project_service.this]
}

resource "google_artifact_registry_repository_iam_member" "build" {
  project    = var.settings.project
  location   = google_artifact_registry_repository.images.location
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.writer"
  member     = module.build_account.member
}

resource "google_storage_bucket_iam_member" "build" {
  bucket = google_storage_bucket.source.name
  role   = "roles/storage.objectViewer"
  member = module.build_account.member
}

# Cloud Functions copies a package into a bucket of its own before it starts the build
# (https://cloud.google.com/functions/docs/securing/build-custom-sa).
resource "google_project_iam_member" "build_source" {
  project = var.settings.project
  role    = "roles/storage.objectViewer"
  member  = module.build_account.member

  condition {
    title      = "sources-of-functions"
    expression = "resource.name.startsWith(\"projects/_/buckets/gcf-v2-\")"
  }
}

resource "google_project_iam_member" "build_logs" {
  project = var.settings.project
  role    = "roles/logging.logWriter"
  member  = module.build_account.member
}
