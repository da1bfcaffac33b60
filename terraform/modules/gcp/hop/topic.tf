resource "google_pubsub_topic" "this" {
  project = var.foundation.project
  name    = "${var.twin.name}-${var.topic}"
  labels  = var.foundation.labels

  message_storage_policy {
    allowed_persistence_regions = [var.foundation.region]
  }
}
