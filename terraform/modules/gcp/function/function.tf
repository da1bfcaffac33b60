module "account" {
  source = "../service-account"

  description = "Runs the function ${local.name}"
  name        = local.name
  project     = var.foundation.project
}

resource "google_cloudfunctions2_function" "this" {
  project     = var.foundation.project
  location    = var.foundation.region
  name        = local.name
  description = "${var.function} of the twin ${var.twin.name}"
  labels      = var.foundation.labels

  build_config {
    docker_repository = var.foundation.image_repository
    entry_point       = "handler"
    runtime           = "nodejs22"
    service_account   = var.foundation.build_service_account

    source {
      storage_source {
        bucket = google_storage_bucket_object.package.bucket
        object = google_storage_bucket_object.package.name
      }
    }
  }

  service_config {
    all_traffic_on_latest_revision = true
    available_cpu                  = "1"
    available_memory               = "512Mi"
    environment_variables          = var.environment
    # Pub/Sub pushes of the same project are internal traffic
    # (https://cloud.google.com/run/docs/securing/ingress#internal-services).
    ingress_settings                 = var.public ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY"
    max_instance_count               = 20
    max_instance_request_concurrency = 80
    min_instance_count               = 0
    service_account_email            = module.account.email
    timeout_seconds                  = var.timeout_seconds
  }

  # A function that runs may do what it is for.
  depends_on = [google_project_iam_member.hot_store, google_pubsub_topic_iam_member.publishes_to]
}
