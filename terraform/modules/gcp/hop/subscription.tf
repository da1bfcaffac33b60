# Our own subscription, not a function's event trigger: that one sets neither deadline nor retries nor dead letters.
resource "google_pubsub_subscription" "this" {
  project                    = var.foundation.project
  name                       = "${var.twin.name}-${var.function.key}"
  topic                      = google_pubsub_topic.this.id
  ack_deadline_seconds       = local.ack_deadline_seconds
  labels                     = var.foundation.labels
  message_retention_duration = "604800s"

  dead_letter_policy {
    dead_letter_topic     = var.foundation.dead_letter_topic
    max_delivery_attempts = local.max_delivery_attempts
  }

  # A twin whose devices are silent for a month must not lose its way in, which is the default.
  expiration_policy {
    ttl = ""
  }

  push_config {
    push_endpoint = var.function.uri

    oidc_token {
      audience              = var.function.uri
      service_account_email = module.invoker.email
    }
  }

  retry_policy {
    maximum_backoff = "${local.maximum_backoff_seconds}s"
    minimum_backoff = "${local.minimum_backoff_seconds}s"
  }

  depends_on = [google_cloud_run_v2_service_iam_member.invoker, google_service_account_iam_member.push_tokens]
}

# Pub/Sub forwards a dead letter and then takes it off the subscription, as its own account.
resource "google_pubsub_subscription_iam_member" "forwarding" {
  project      = var.foundation.project
  subscription = google_pubsub_subscription.this.name
  role         = "roles/pubsub.subscriber"
  member       = var.foundation.pubsub_agent
}
