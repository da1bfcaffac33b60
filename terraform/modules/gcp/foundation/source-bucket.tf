resource "google_storage_bucket" "source" {
  project                     = var.settings.project
  name                        = "${var.twin.name}-functions-${var.twin.suffix}"
  location                    = var.settings.region
  force_destroy               = true
  labels                      = local.labels
  public_access_prevention    = "enforced"
  uniform_bucket_level_access = true

  # Every package can be built again, and a softly deleted object would keep its bucket's name in use.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  depends_on = [google_project_service.this]
}
