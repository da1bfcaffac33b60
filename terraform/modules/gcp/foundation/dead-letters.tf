resource "google_pubsub_topic" "dead" {
  project = var.settings.project
  name    = "${var.twin.name}-dead"
  labels  = local.labels

  message_storage_policy {
    allowed_persistence_regions = [var.settings.region]
  }

  depends_on = [google_project_service.this]
}

resource "google_pubsub_subscription" "dead" {
  project                    = var.settings.project
  name                       = "${var.twin.name}-dead"
  topic                      = google_pubsub_topic.dead.id
  labels                     = local.labels
  message_retention_duration = "604800s"

  # Nobody pulling for a month must not make it vanish, which is the default.
  expiration_policy {
    ttl = ""
  }
}

resource "google_pubsub_topic_iam_member" "forwarding" {
  project = var.settings.project
  topic   = google_pubsub_topic.dead.name
  role    = "roles/pubsub.publisher"
  member  = local.pubsub_agent
}
