resource "google_pubsub_topic_iam_member" "publishes_to" {
  for_each = var.publishes_to

  project = var.foundation.project
  topic   = each.value
  role    = "roles/pubsub.publisher"
  member  = module.account.member
}

# Firestore has no bindings of its own: a condition narrows the project's to one database
# (https://cloud.google.com/firestore/docs/security/iam#conditions).
resource "google_project_iam_member" "hot_store" {
  count = var.hot_store == null ? 0 : 1

  project = var.foundation.project
  role    = var.hot_store.role
  member  = module.account.member

  condition {
    title      = "database-of-the-twin"
    expression = "resource.name == \"projects/${var.foundation.project}/databases/${var.hot_store.database}\""
  }
}

resource "google_cloud_run_v2_service_iam_member" "public" {
  count = var.public ? 1 : 0

  project  = var.foundation.project
  location = var.foundation.region
  name     = google_cloudfunctions2_function.this.name
  role     = "roles/run.invoker"
  member   = "allUsers"
}
