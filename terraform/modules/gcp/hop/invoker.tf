module "invoker" {
  source = "../service-account"

  description = "Pushes messages to the function ${var.function.key} of the twin ${var.twin.name}"
  name        = "${var.twin.name}-${var.function.key}-push"
  project     = var.foundation.project
}

resource "google_cloud_run_v2_service_iam_member" "invoker" {
  project  = var.foundation.project
  location = var.foundation.region
  name     = var.function.name
  role     = "roles/run.invoker"
  member   = module.invoker.member
}

# New projects grant this to Pub/Sub for all accounts, old ones do not.
resource "google_service_account_iam_member" "push_tokens" {
  service_account_id = module.invoker.id
  role               = "roles/iam.serviceAccountOpenIdTokenCreator"
  member             = var.foundation.pubsub_agent
}
